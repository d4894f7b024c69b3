using Gatehouse.Model;

namespace Gatehouse.Pipeline.Tools.Known;

/// <summary>KICS on a folder: docs.kics.io/latest/commands.</summary>
[ForeignTool]
internal sealed class KicsTool : IForeignTool
{
    public ForeignTool Tool { get; } = new()
    {
        Name = "kics",
        Title = "KICS",
        Programs = ["kics"],
        Version = ["version"],
        Arguments = ["scan", "--path", "{root}", "--report-formats", "json", "--output-path", "{scratch}", "--output-name", "report", "--no-progress", "--ignore-on-exit", "results", "{own}", "{exclude}", "{more}"],
        // What a .gitignore leaves out may be tracked all the same.
        Own = ["--config", "{scratch}/kics.json", "--exclude-gitignore"],
        Exclude = ["--exclude-paths", "{glob}"],
        Variables = [("DISABLE_CRASH_REPORT", "false")],
        Settings = [("kics.json", "{}")],
        WritesFile = true,
        Importer = "kics",
        Scans = [new ToolScan("configuration", FactKind.ConfigurationScan)],
        Checked = "options against its documentation; not run",
        Install = "install KICS 2 with its queries (https://docs.kics.io)",
        Remains = "comments that begin with kics-scan ignore",
    };
}
