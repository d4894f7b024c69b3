using System.Collections.Immutable;
using System.Globalization;
using Gatehouse.Formats;
using Spectre.Console;

namespace Gatehouse.Cli.Views;

/// <summary>How often each rule's findings are ignored; what is ignored more often than not stands out.</summary>
internal static class IgnoredTable
{
    public static void Write(Ink ink, ImmutableArray<IgnoredRate> rates)
    {
        if (rates.Length == 0)
            return;
        ink.Line("[bold]IGNORED[/]");
        var table = Ink.Columns(("RULE", false), ("IGNORED", false), ("SHARE", false), ("HOW", true));
        foreach (var rate in rates)
        {
            var share = string.Create(CultureInfo.InvariantCulture, $"{rate.Percent} %");
            table.AddRow(Ink.Safe(rate.Rule), string.Create(CultureInfo.InvariantCulture, $"{rate.Ignored} of {rate.Found}"), rate.IsHigh ? $"[yellow]{share}[/]" : share, Ink.Safe(rate.Words));
        }

        ink.Console.Write(table);
        foreach (var rate in rates.Where(rate => rate.IsHigh))
            ink.Line($"[yellow]note:[/] {Ink.Safe(rate.Sentence)}: is it wrong, or is the flaw lived with?");
        ink.Line();
    }
}
