using System.CommandLine;
using Gatehouse.Cli.Verbs;
using Gatehouse.Cli.Views;
using Gatehouse.Formats;
using Gatehouse.Host;
using Gatehouse.Pipeline;

namespace Gatehouse.Cli;

/// <summary>Writes a run to standard output in one format, and to files in others.</summary>
internal sealed class ReportOutput
{
    private readonly App _app;
    private readonly IReportFormat? _format;
    private readonly List<(IReportFormat? Format, string File)> _files = [];
    private readonly ReportOptions _options;
    private readonly bool _verbose;
    private readonly bool _brief;

    private ReportOutput(App app, IReportFormat? format, ReportOptions options, bool verbose, bool brief)
    {
        _app = app;
        _format = format;
        _options = options;
        _verbose = verbose;
        _brief = brief;
    }

    /// <summary>Checks the names of formats before anything runs.</summary>
    public static (ReportOutput? Output, string? Problem) Of(ParseResult parsed, RunArguments arguments, App app)
    {
        var name = parsed.GetValue(arguments.Format)!;
        if (!TryFind(name, out var format))
            return (null, Unknown(name));
        var verbose = parsed.GetValue(arguments.Verbose);
        var brief = parsed.GetValue(arguments.Quiet) || (parsed.GetValue(arguments.Staged) && !verbose);
        var output = new ReportOutput(app, format, new ReportOptions { ShowSuppressed = parsed.GetValue(arguments.ShowSuppressed), SarifLimit = parsed.GetValue(arguments.SarifLimit) }, verbose, brief);
        foreach (var pair in parsed.GetValue(arguments.Outputs) ?? [])
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0 || equals == pair.Length - 1)
                return (null, $"-o {pair}: FORMAT=FILE is wanted, such as sarif=report.sarif");
            if (!TryFind(pair[..equals], out var other))
                return (null, Unknown(pair[..equals]));
            output._files.Add((other, Path.GetFullPath(pair[(equals + 1)..], app.Host.WorkingFolder)));
        }

        return (output, null);
    }

    /// <summary>Null when all is written; otherwise what is not.</summary>
    public string? Write(RunOutcome outcome, TimeSpan elapsed)
    {
        foreach (var (format, file) in _files)
        {
            using var bytes = new MemoryStream();
            if (format is null)
                WriteTable(outcome, elapsed, new StreamWriter(bytes) { AutoFlush = true }, color: false);
            else
                format.Write(outcome.Document, _options, bytes);
            if (AtomicFile.TryWrite(file, bytes.ToArray()) is { } problem)
                return problem;
        }

        if (_format is null)
        {
            WriteTable(outcome, elapsed, _app.Terminal.Output, _app.Terminal.UsesColor);
            return null;
        }

        using var text = new MemoryStream();
        _format.Write(outcome.Document, _options, text);
        _app.Terminal.Output.Write(System.Text.Encoding.UTF8.GetString(text.ToArray()));
        return null;
    }

    private void WriteTable(RunOutcome outcome, TimeSpan elapsed, TextWriter writer, bool color)
    {
        var ink = Ink.For(_app.Terminal with { Output = writer, UsesColor = color }, IsUnicode(_app.Host));
        if (_brief)
            BlockedView.Write(ink, outcome.Document);
        else
            RunView.Write(ink, outcome.Document, new RunViewOptions(_verbose, _options.ShowSuppressed, elapsed, outcome.FilesFromCache) { Tools = outcome.Tools, IsFirstRun = IsFirstRun(outcome.Document) });
    }

    private bool IsFirstRun(RunDocument run) => CiJob.Detect(_app.Host) is null && run.Verdicts.Any(verdict => verdict.PolicySource == PolicyInForce.DefaultSource);

    // Null for the table, which knows the terminal.
    private static bool TryFind(string name, out IReportFormat? format)
    {
        format = JoinedCatalogs.ReportFormats.FirstOrDefault(format => format.Name == name);
        return format is not null || name == "table";
    }

    private static string Unknown(string name) =>
        $"{name}: no such format in this build. Known are: table, {string.Join(", ", JoinedCatalogs.ReportFormats.Select(format => format.Name).Order(StringComparer.Ordinal))}";

    internal static bool IsUnicode(HostEnvironment host)
    {
        var locale = host.Variable("LC_ALL") ?? host.Variable("LC_CTYPE") ?? host.Variable("LANG");
        return locale is null || locale.Contains("UTF", StringComparison.OrdinalIgnoreCase);
    }
}
