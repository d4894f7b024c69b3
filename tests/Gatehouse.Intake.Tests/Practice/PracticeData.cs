using System.Text.Json;
using Gatehouse.Text;

namespace Gatehouse.Intake.Tests.Practice;

/// <summary>One report of the practice data.</summary>
/// <param name="Tool">The folder's name.</param>
/// <param name="File">The path below the data's root.</param>
/// <param name="Findings">How many findings it holds.</param>
internal sealed record PracticeReport(string Tool, string File, int Findings);

/// <summary>Where our count differs from the practice data's, or the content alone does not tell whose it is; for a good reason, which a note of an importer gives to users.</summary>
/// <param name="Note">A part of that note.</param>
internal sealed record PracticeException(int? Findings, bool IsUndetected, string Note);

/// <summary>
/// Reports of other tools that lie outside the repository: <c>GATEHOUSE_DATA</c>, by default <c>../shared/data</c>. A
/// tool's importer is the one of its name with dashes; <c>Practice/&lt;tool&gt;.yaml</c> says another one, and exceptions: each quotes the importer's own note that argues it.
/// </summary>
internal static class PracticeData
{
    /// <summary>The count of a report that is refused.</summary>
    public const int Refused = -1;

    public static string Root { get; } = FindRoot();

    private static string Folder { get; } = Path.Combine(Environment.GetEnvironmentVariable("GATEHOUSE_DATA") ?? Path.Combine(Root, "..", "shared", "data"), "practice", "imports");

    /// <summary>All reports; the test is skipped where they are not there.</summary>
    public static IReadOnlyList<PracticeReport> Reports()
    {
        Assert.SkipUnless(File.Exists(Path.Combine(Folder, "expected.json")), "no practice data: set GATEHOUSE_DATA");
        using var expected = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, "expected.json")));
        return [.. expected.RootElement.EnumerateArray().Select(entry => new PracticeReport(entry.GetProperty("tool").GetString()!, entry.GetProperty("file").GetString()!, entry.GetProperty("findings").GetInt32()))];
    }

    public static ReportFile Open(PracticeReport report) => new(report.File, File.ReadAllBytes(Path.Combine(Folder, report.File)));

    /// <summary>As somebody brings it who says nothing of it: without its folder here, which bears the tool's name and so the answer (ADR 018).</summary>
    public static ReportFile OpenUnnamed(PracticeReport report) => new(Path.GetFileName(report.File), File.ReadAllBytes(Path.Combine(Folder, report.File)));

    /// <summary>The importers that a tool's reports are read by, the first that takes one; none where no importer covers it.</summary>
    public static IReadOnlyList<string> Importers(string tool)
    {
        if (Sheet(tool)?["importer"] is { } stated)
            return stated is ListNode list ? [.. list.Values.Select(name => name.Text!)] : [stated.Text!];
        var own = tool.Replace('_', '-');
        return ReportIntake.Importers.Any(importer => importer.Name == own) ? [own] : [];
    }

    public static PracticeException? Exception(PracticeReport report) =>
        Sheet(report.Tool)?["exceptions"]?[Path.GetFileName(report.File)] is { } entry
            ? new PracticeException(entry["findings"]?.Text is { } count ? count == "refused" ? Refused : int.Parse(count, System.Globalization.CultureInfo.InvariantCulture) : null, entry["undetected"]?.Text == "true", entry["note"]?.Text ?? "")
            : null;

    /// <summary>The note that argues a report's exception; null where there is none, or no exception.</summary>
    public static string? Argued(PracticeReport report) => Exception(report) is { Note.Length: > 20 } exception
        ? ReportIntake.Importers.Where(importer => Importers(report.Tool).Contains(importer.Name)).SelectMany(importer => importer.Notes).FirstOrDefault(note => note.Contains(exception.Note, StringComparison.Ordinal))
        : null;

    /// <summary>The files that a tool's sheet excepts.</summary>
    public static IEnumerable<string> Excepted(string tool) => Sheet(tool)?["exceptions"]?.Entries.Select(entry => entry.Key.Value) ?? [];

    public static IEnumerable<string> Sheets() => Directory.EnumerateFiles(Path.Combine(Root, "tests", "Gatehouse.Intake.Tests", "Practice"), "*.yaml").Select(path => Path.GetFileNameWithoutExtension(path)!).Order(StringComparer.Ordinal);

    private static Node? Sheet(string tool)
    {
        var path = Path.Combine(Root, "tests", "Gatehouse.Intake.Tests", "Practice", tool + ".yaml");
        if (!File.Exists(path))
            return null;
        var (root, error) = Yaml.Parse(File.ReadAllBytes(path));
        Assert.True(error is null, $"{path}:{error}");
        return root;
    }

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Gatehouse.slnx")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("the tests do not run below the repository");
        return folder.TrimEnd('/');
    }
}
