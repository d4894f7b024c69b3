using Gatehouse.Model;

namespace Gatehouse.Pipeline.Tools.Known;

/// <summary>OSV-Scanner on a folder: google.github.io/osv-scanner/output.</summary>
[ForeignTool]
internal sealed class OsvScannerTool : IForeignTool
{
    public ForeignTool Tool { get; } = new()
    {
        Name = "osv-scanner",
        Title = "osv-scanner",
        Programs = ["osv-scanner"],
        Arguments = ["scan", "source", "--recursive", "--format", "sarif", "{own}", "{more}", "{root}"],
        Own = ["--config", "{scratch}/osv-scanner.toml"],
        Settings = [("osv-scanner.toml", "# Nothing is ignored here.\n")],
        Importer = "sarif",
        Scans = [new ToolScan("vuln", FactKind.VulnerabilityScan)],
        Codes = [0, 1],
        // No package was found.
        NothingCodes = [128],
        AsksNetwork = true,
        Install = "install OSV-Scanner 2 (https://google.github.io/osv-scanner)",
    };
}
