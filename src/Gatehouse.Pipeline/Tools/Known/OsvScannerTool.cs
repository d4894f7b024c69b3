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
        // No package was found; also where what it found could not be read, so that the tree is asked.
        NothingCodes = [128],
        AsksNetwork = true,
        Checked = "options and exit codes against the source and the documentation of 2.5.0; not run",
        Install = "install OSV-Scanner 2 (https://google.github.io/osv-scanner)",
    };
}
