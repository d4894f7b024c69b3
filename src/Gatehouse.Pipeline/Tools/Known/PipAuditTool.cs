using Gatehouse.Model;

namespace Gatehouse.Pipeline.Tools.Known;

/// <summary>pip-audit over a copy of pinned requirements, without installing anything: its README.</summary>
[ForeignTool]
internal sealed class PipAuditTool : IForeignTool
{
    public ForeignTool Tool { get; } = new()
    {
        Name = "pip-audit",
        Title = "pip-audit",
        Programs = ["pip-audit"],
        Arguments = ["--requirement", "requirements.txt", "--disable-pip", "--no-deps", "--format", "json", "--progress-spinner", "off", "--cache-dir", "{cache}", "{more}"],
        Needs = ["requirements.txt"],
        Copies = true,
        Importer = "pip-audit",
        Scans = [new ToolScan("vuln", FactKind.VulnerabilityScan)],
        Codes = [0, 1],
        AsksNetwork = true,
        Checked = "options and exit codes against the source of 2.10.1; not run",
        Install = "install pip-audit (pipx install pip-audit)",
        Remains = "lines of requirements.txt that name another index are read by pip-audit's parser",
    };
}
