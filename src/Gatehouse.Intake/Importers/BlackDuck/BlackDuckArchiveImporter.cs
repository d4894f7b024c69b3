using Gatehouse.Intake.Pages;

namespace Gatehouse.Intake.Importers.BlackDuck;

/// <summary>
/// Black Duck's report of a project version as it is downloaded: a ZIP file with <c>security.csv</c> among other tables,
/// which is read as the page <c>importers/blackduck.yaml</c> says.
/// </summary>
[Importer]
internal sealed class BlackDuckArchiveImporter : IImporter
{
    private const string Table = "security";

    // Made when first asked for: the pages are read once for the whole process.
    private static readonly Lazy<IImporter> Page = new(() => PageCatalog.Importers().First(page => page.Name == "blackduck"));

    public string Name => "blackduck-archive";

    public string Tool => "Black Duck";

    public string Summary => "Black Duck's report of a project version as a ZIP file: the vulnerabilities of its security.csv";

    public bool Recognizes(ReportFile file) => Archive.IsZip(file) && Archive.Files(file, IsTable).Entries.Any(table => Page.Value.Recognizes(new ReportFile(table.Path, table.Bytes)));

    public ImportResult Import(ReportFile file, ImportContext context)
    {
        var reading = new Reading(file, context);
        if (!Archive.IsZip(file))
            return reading.RefuseForm("ZIP file of Black Duck");
        var (tables, problem) = Archive.Files(file, IsTable);
        if (problem is not null)
            return reading.Refuse(null, problem, "bring the report alone, or let the tool write it anew");
        if (tables.Length != 1)
            return reading.Refuse(null, FormattableString.Invariant($"the archive holds {tables.Length} files named security.csv"), "bring the report of one project version, with its security table");
        var result = Page.Value.Import(new ReportFile($"{file.Path}/{tables[0].Path}", tables[0].Bytes), context);
        return result.Succeeded ? ImportResult.Of([.. result.Facts.Select(fact => fact with { ReportDigest = file.Digest })]) : result;
    }

    // "security.csv", or "security_2026-02-01_101500.csv" as later versions name it; in a folder or not.
    private static bool IsTable(string name)
    {
        var own = name[(name.LastIndexOf('/') + 1)..];
        return own.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) && own.StartsWith(Table, StringComparison.OrdinalIgnoreCase);
    }
}
