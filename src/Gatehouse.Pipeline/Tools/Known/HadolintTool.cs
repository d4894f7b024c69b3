using Gatehouse.Model;

namespace Gatehouse.Pipeline.Tools.Known;

/// <summary>Hadolint on Dockerfiles: its README.</summary>
[ForeignTool]
internal sealed class HadolintTool : IForeignTool
{
    public ForeignTool Tool { get; } = new()
    {
        Name = "hadolint",
        Title = "Hadolint",
        Programs = ["hadolint"],
        Arguments = ["--no-fail", "--format", "json", "{own}", "{more}", "{files}"],
        Own = ["--config", "{scratch}/hadolint.yaml", "--disable-ignore-pragma"],
        Settings = [("hadolint.yaml", "ignored: []\n")],
        Files = ["Dockerfile", "Dockerfile.*", "*.Dockerfile", "*.dockerfile", "Containerfile"],
        Importer = "hadolint",
        Scans = [new ToolScan("configuration", FactKind.ConfigurationScan)],
        Checked = "options and exit codes against the source of 2.15.1; not run",
        Install = "install Hadolint 2 (https://github.com/hadolint/hadolint)",
    };
}
