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
        Arguments = ["scan", "--path", "{root}", "--report-formats", "json", "--output-path", "{scratch}", "--output-name", "report", "--no-progress", "--ignore-on-exit", "results", "{own}", "{more}"],
        Own = ["--config", "{scratch}/kics.json"],
        Settings = [("kics.json", "{}")],
        WritesFile = true,
        Importer = "kics",
        Scans = [new ToolScan("configuration", FactKind.ConfigurationScan)],
        Install = "install KICS 2 with its queries (https://docs.kics.io)",
        Remains = "comments that begin with kics-scan ignore",
    };
}
