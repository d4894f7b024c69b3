using Gatehouse.Model;

namespace Gatehouse.Pipeline.Tools.Known;

/// <summary>Grype on a folder: its README.</summary>
[ForeignTool]
internal sealed class GrypeTool : IForeignTool
{
    public ForeignTool Tool { get; } = new()
    {
        Name = "grype",
        Title = "Grype",
        Programs = ["grype"],
        Arguments = ["dir:{root}", "--output", "json", "--file", "{report}", "--quiet", "{own}", "{exclude}", "{more}"],
        Own = ["--config", "{scratch}/grype.yaml"],
        Exclude = ["--exclude", "./{glob}"],
        Settings = [("grype.yaml", "check-for-app-update: false\n")],
        Variables = [("GRYPE_DB_CACHE_DIR", "{cache}")],
        WritesFile = true,
        Importer = "grype",
        Scans = [new ToolScan("vuln", FactKind.VulnerabilityScan)],
        AsksNetwork = true,
        Checked = "options against the source of 0.116.0; not run",
        Install = "install Grype (https://github.com/anchore/grype)",
    };
}
