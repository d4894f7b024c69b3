using Gatehouse.Formats;
using Gatehouse.Host;
using Gatehouse.Model;
using Spectre.Console;

namespace Gatehouse.Cli.Views;

/// <summary>One look for all views: a colour and a mark for each meaning, and no text from scanned content unescaped.</summary>
internal sealed class Ink
{
    private readonly bool _unicode;

    private Ink(IAnsiConsole console, bool unicode)
    {
        Console = console;
        _unicode = unicode;
    }

    public IAnsiConsole Console { get; }

    public int Width => Console.Profile.Width;

    /// <summary>True where there is room for a table with a line a finding.</summary>
    public bool IsWide => Width >= 120;

    public static Ink For(Terminal terminal, bool unicode)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(terminal.Output),
            Ansi = terminal.UsesColor ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = terminal.UsesColor ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
        });
        console.Profile.Width = terminal.Width;
        console.Profile.Capabilities.Unicode = unicode;
        return new Ink(console, unicode);
    }

    /// <summary>Text from anywhere: control characters replaced, markup escaped.</summary>
    public static string Safe(string text) => Markup.Escape(Terminal.Clean(text));

    public void Line(string markup = "") => Console.MarkupLine(markup);

    /// <summary>A line that is not broken, however long: a place that a terminal makes a link, and that people copy.</summary>
    public void WholeLine(string markup)
    {
        var width = Console.Profile.Width;
        Console.Profile.Width = Math.Max(width, markup.Length + 1);
        Line(markup);
        Console.Profile.Width = width;
    }

    public string Mark(Outcome outcome) => (_unicode, outcome) switch
    {
        (true, Outcome.Pass) => "[green]✓[/]",
        (true, Outcome.Warn) => "[yellow]![/]",
        (true, Outcome.Fail) => "[red]✗[/]",
        (true, Outcome.Undecided) => "[magenta]?[/]",
        (true, Outcome.NotApplicable or Outcome.NotJudged) => "[grey]–[/]",
        (false, Outcome.Pass) => "[green]+[/]",
        (false, Outcome.Warn) => "[yellow]![/]",
        (false, Outcome.Fail) => "[red]x[/]",
        (false, Outcome.Undecided) => "[magenta]?[/]",
        (false, Outcome.NotApplicable or Outcome.NotJudged) => "[grey]-[/]",
    };

    public static string Word(Outcome outcome)
    {
        var word = FieldNames.Of(outcome).Replace('-', ' ').ToUpperInvariant();
        return outcome switch
        {
            Outcome.Pass => $"[green]{word}[/]",
            Outcome.Warn => $"[yellow]{word}[/]",
            Outcome.Fail => $"[bold red]{word}[/]",
            Outcome.Undecided => $"[bold magenta]{word}[/]",
            Outcome.NotApplicable or Outcome.NotJudged => $"[grey]{word}[/]",
        };
    }

    public static string Word(Severity severity) => severity switch
    {
        Severity.Critical => "[bold white on red]CRITICAL[/]",
        Severity.High => "[red]HIGH[/]",
        Severity.Medium => "[yellow]MEDIUM[/]",
        Severity.Low => "[blue]LOW[/]",
        Severity.Info => "[grey]INFO[/]",
    };

    /// <summary>A borderless table whose columns are as wide as they need, the last one wrapping.</summary>
    public static Table Columns(params (string Head, bool Wraps)[] columns)
    {
        var table = new Table { Border = TableBorder.None, ShowHeaders = columns.Any(column => column.Head.Length > 0) };
        foreach (var (head, wraps) in columns)
        {
            var column = new TableColumn($"[grey]{head}[/]") { NoWrap = !wraps, Padding = new Padding(0, 0, 2, 0) };
            table.AddColumn(column);
        }

        return table;
    }
}
