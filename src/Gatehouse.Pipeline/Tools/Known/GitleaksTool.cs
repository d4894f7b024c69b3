using Gatehouse.Model;

namespace Gatehouse.Pipeline.Tools.Known;

/// <summary>Gitleaks on a folder: its README. A code of its own for leaks, since 1 is also that of its errors.</summary>
[ForeignTool]
internal sealed class GitleaksTool : IForeignTool
{
    public ForeignTool Tool { get; } = new()
    {
        Name = "gitleaks",
        Title = "Gitleaks",
        Programs = ["gitleaks"],
        Version = ["version"],
        Arguments = ["dir", "{root}", "--report-format", "json", "--report-path", "{report}", "--no-banner", "--redact", "--exit-code", "3", "{own}", "{more}"],
        Own = ["--config", "{scratch}/gitleaks.toml", "--gitleaks-ignore-path", "{scratch}", "--ignore-gitleaks-allow"],
        Settings = [("gitleaks.toml", "[extend]\nuseDefault = true\n")],
        WritesFile = true,
        Importer = "gitleaks",
        Scans = [new ToolScan("secrets", FactKind.SecretsScan)],
        Codes = [0, 3],
        Checked = "options and exit codes against the source of 8.30.0; not run",
        Install = "install Gitleaks 8.19 or newer (https://github.com/gitleaks/gitleaks)",
        Remains = ".gitleaksignore at the root, whose fingerprints leave findings out",
    };
}
