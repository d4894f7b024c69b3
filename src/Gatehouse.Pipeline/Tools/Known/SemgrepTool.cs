using Gatehouse.Model;

namespace Gatehouse.Pipeline.Tools.Known;

/// <summary>Semgrep with the rules of its registry: semgrep.dev/docs/cli-reference.</summary>
[ForeignTool]
internal sealed class SemgrepTool : IForeignTool
{
    public ForeignTool Tool { get; } = new()
    {
        Name = "semgrep",
        Title = "Semgrep",
        Programs = ["semgrep", "opengrep"],
        Arguments = ["scan", "--config", "p/default", "--json", "--output", "{report}", "--quiet", "--metrics", "off", "--disable-version-check", "{own}", "{exclude}", "{more}", "{root}"],
        Own = ["--disable-nosem"],
        Exclude = ["--exclude", "{glob}"],
        WritesFile = true,
        Importer = "semgrep",
        Scans = [new ToolScan("code", FactKind.CodeScan)],
        Codes = [0, 1],
        AsksNetwork = true,
        Checked = "options and exit codes against the source of 1.89.0; not run",
        Install = "install Semgrep (pipx install semgrep)",
        Remains = ".semgrepignore, which leaves files out",
    };
}
