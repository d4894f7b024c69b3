using Gatehouse.Model;

namespace Gatehouse.Pipeline.Tools.Known;

/// <summary>Brakeman on a Rails application: brakemanscanner.org/docs/options.</summary>
[ForeignTool]
internal sealed class BrakemanTool : IForeignTool
{
    public ForeignTool Tool { get; } = new()
    {
        Name = "brakeman",
        Title = "Brakeman",
        Programs = ["brakeman"],
        Arguments = ["--format", "json", "--output", "{report}", "--quiet", "--no-pager", "--no-exit-on-warn", "{own}", "{more}", "--path", "{root}"],
        Own = ["--config-file", "{scratch}/brakeman.yml", "--ignore-config", "{scratch}/brakeman.ignore"],
        Settings = [("brakeman.yml", "---\n:quiet: true\n"), ("brakeman.ignore", """{"ignored_warnings":[]}""")],
        WritesFile = true,
        Needs = ["config/routes.rb"],
        Importer = "brakeman",
        // 7: some files could not be parsed, which its report names.
        Codes = [0, 7],
        Scans = [new ToolScan("code", FactKind.CodeScan)],
        Checked = "options and exit codes against the source of 8.0.5; not run",
        Install = "install Brakeman (gem install brakeman)",
    };
}
