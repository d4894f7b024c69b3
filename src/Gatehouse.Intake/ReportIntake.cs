using System.Collections.Immutable;
using Gatehouse.Host;
using Gatehouse.Intake.Pages;

namespace Gatehouse.Intake;

/// <summary>
/// Chooses the importer by content and imports. The name of the file counts only where the content says nothing but that
/// there is nothing (docs/adr/018-an-empty-reports-name.md).
/// </summary>
public static class ReportIntake
{
    /// <summary>Every importer, those of a class and those of a page of <c>importers/</c>, sorted by name.</summary>
    public static IReadOnlyList<IImporter> Importers { get; } = [.. IntakeCatalog.Importers.Concat(PageCatalog.Importers()).OrderBy(importer => importer.Name, StringComparer.Ordinal)];

    /// <summary>The facts of a report, or why there are none.</summary>
    /// <param name="importerName">The importer's name, or the path of a page (<c>.yaml</c>), where the user gave one; then nothing is guessed.</param>
    public static ImportResult Import(ReportFile file, ImportContext context, string? importerName = null)
    {
        var result = ByContent(file, context, importerName);
        return file.HasChanged ? Fail(file, Changed, "import it once the tool that writes it has ended") : result;
    }

    /// <summary>What is said of a file that was another at a later look.</summary>
    public const string Changed = "the file changed while it was read";

    private static ImportResult ByContent(ReportFile file, ImportContext context, string? importerName)
    {
        if (importerName is not null && PageCatalog.IsFile(importerName))
        {
            if (file.IsLarge)
                return TooLarge(file);
            var (importer, problems) = PageCatalog.Read(importerName);
            return importer is null ? ImportResult.Fail(problems) : importer.Import(file, context) with { Importer = importer.Name };
        }

        if (importerName is not null)
        {
            return Importers.FirstOrDefault(importer => importer.Name.Equals(importerName, StringComparison.OrdinalIgnoreCase)) is { } named
                ? file.IsLarge && named is not IStreamedImporter ? TooLarge(file) : named.Import(file, context) with { Importer = named.Name }
                : Fail(file, $"there is no importer named {Terminal.Clean(importerName)}", "use one of " + Names(Importers));
        }

        if (Importers.OfType<IStreamedImporter>().FirstOrDefault(importer => importer.Identifies(file)) is { } plain)
            return plain.Import(file, context) with { Importer = plain.Name };
        if (file.IsLarge)
            return TooLarge(file);

        var fitting = Importers.Where(importer => importer.Recognizes(file)).ToList();
        return fitting.Count switch
        {
            _ when EmptyReports.ByName(file, context, Importers) is { } empty => empty,
            1 => fitting[0].Import(file, context) with { Importer = fitting[0].Name },
            0 => Unknown(file),
            _ when EmptyReports.IsEmpty(file) => Unknown(file), // Those who claim it are not all who write it.
            _ => Fail(file, $"the content could be a report of {string.Join(" or ", fitting.Select(importer => importer.Tool))}", "say which with --importer " + Names(fitting, "|")),
        };
    }

    /// <summary>The importer that a page makes; or all that is wrong with the page.</summary>
    /// <param name="yaml">The page.</param>
    /// <param name="name">Its name in messages.</param>
    public static (IImporter? Importer, ImmutableArray<ImportProblem> Problems) OfPage(byte[] yaml, string name) => PageCatalog.Read(yaml, Terminal.Clean(name));

    // A report that was cut short is recognised by nobody: its syntax error says more than the list of formats.
    private static ImportResult Unknown(ReportFile file)
    {
        const string Anew = "let the tool write the report anew, and check that it ended well";
        var error = file.Form switch
        {
            ReportForm.Json => file.Json.Error,
            ReportForm.Xml => file.Xml.Error,
            _ => null,
        };
        if (error is not null)
            return ImportResult.Fail(new ImportProblem(file.Path, error.Position, (file.Form == ReportForm.Xml ? "not readable as XML: " : "not readable as JSON: ") + Plain.Line(error.Message), Anew));
        if (EmptyReports.IsEmpty(file))
            return Fail(file, "it holds nothing by which to tell whose report it is", "say it with --importer NAME (gatehouse fact importers lists them), or name the file after the tool, as gitleaks.json");
        return file.Form == ReportForm.Empty
            ? Fail(file, "the report is empty", Anew)
            : Fail(file, "the content is of no known format", "bring a report of " + string.Join(", ", Importers.Select(importer => $"{importer.Tool} ({importer.Name})")) + ", or SARIF, which most scanners write");
    }

    private static ImportResult TooLarge(ReportFile file) => Fail(
        file,
        FormattableString.Invariant($"larger than {BoundedFile.DefaultLimit >> 20} MiB, and in pieces only {string.Join(", ", Importers.OfType<IStreamedImporter>().Select(importer => importer.Tool))} is read"),
        "split it, or let the tool write SARIF");

    private static ImportResult Fail(ReportFile file, string message, string remedy) => ImportResult.Fail(new ImportProblem(file.Path, null, message, remedy));

    private static string Names(IEnumerable<IImporter> importers, string between = ", ") => string.Join(between, importers.Select(importer => importer.Name));
}
