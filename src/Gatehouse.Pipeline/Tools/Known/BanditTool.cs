using Gatehouse.Model;

namespace Gatehouse.Pipeline.Tools.Known;

/// <summary>Bandit on Python: bandit.readthedocs.io/en/latest/man/bandit.html.</summary>
[ForeignTool]
internal sealed class BanditTool : IForeignTool
{
    public ForeignTool Tool { get; } = new()
    {
        Name = "bandit",
        Title = "Bandit",
        Programs = ["bandit"],
        Arguments = ["--recursive", "{root}", "--format", "json", "--output", "{report}", "--quiet", "{own}", "{more}"],
        Own = ["--ignore-nosec", "--ini", "{scratch}/bandit.ini"],
        Settings = [("bandit.ini", "[bandit]\n")],
        WritesFile = true,
        Judges = ["*.py", "*.pyw"],
        Importer = "bandit",
        Scans = [new ToolScan("code", FactKind.CodeScan)],
        Codes = [0, 1],
        Checked = "run in the tests (1.6.2); options and exit codes also against the source of 1.9.4",
        Install = "install Bandit (pipx install bandit)",
    };
}
