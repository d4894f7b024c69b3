using Gatehouse.Model;

namespace Gatehouse.Pipeline.Tools.Known;

/// <summary>Trivy on a folder: trivy.dev/latest/docs/references/configuration/cli/trivy_filesystem.</summary>
[ForeignTool]
internal sealed class TrivyTool : IForeignTool
{
    public ForeignTool Tool { get; } = new()
    {
        Name = "trivy",
        Title = "Trivy",
        Programs = ["trivy"],
        Arguments = ["filesystem", "--scanners", "{scans}", "--format", "json", "--output", "{report}", "--quiet", "--cache-dir", "{cache}", "{exclude}", "{more}", "{root}"],
        Exclude = ["--skip-files", "{glob}"],
        // Older versions do not know the flags; a variable that nobody reads does no harm.
        Variables = [("TRIVY_DISABLE_TELEMETRY", "true"), ("TRIVY_SKIP_VERSION_CHECK", "true")],
        WritesFile = true,
        Importer = "trivy",
        Scans =
        [
            new ToolScan("vuln", FactKind.VulnerabilityScan),
            new ToolScan("misconfig", FactKind.ConfigurationScan),
            new ToolScan("secret", FactKind.SecretsScan),
            new ToolScan("license", FactKind.LicenseScan, IsUsual: false),
        ],
        AsksNetwork = true,
        Checked = "run in the tests, but for its databases, which it fetches",
        Install = "install Trivy 0.20 or newer (https://trivy.dev)",
        Remains = "comments that begin with trivy:ignore",
    };
}
