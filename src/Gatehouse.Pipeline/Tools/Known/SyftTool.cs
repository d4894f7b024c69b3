using Gatehouse.Model;

namespace Gatehouse.Pipeline.Tools.Known;

/// <summary>Syft on a folder: its README. The bill of materials of the tree.</summary>
[ForeignTool]
internal sealed class SyftTool : IForeignTool
{
    public ForeignTool Tool { get; } = new()
    {
        Name = "syft",
        Title = "Syft",
        Programs = ["syft"],
        Arguments = ["scan", "dir:{root}", "--output", "cyclonedx-json={report}", "--quiet", "{own}", "{exclude}", "{more}"],
        Own = ["--config", "{scratch}/syft.yaml"],
        Exclude = ["--exclude", "./{glob}"],
        Settings = [("syft.yaml", "check-for-app-update: false\n")],
        WritesFile = true,
        Importer = "cyclonedx",
        Scans = [new ToolScan("sbom", FactKind.Sbom)],
        Checked = "options against the source of 1.51.0; not run",
        Install = "install Syft 1 (https://github.com/anchore/syft)",
    };
}
