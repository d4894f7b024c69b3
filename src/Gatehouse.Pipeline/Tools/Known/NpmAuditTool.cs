using Gatehouse.Model;

namespace Gatehouse.Pipeline.Tools.Known;

/// <summary>npm audit over copies of the lock file: npm's page on npm-audit. An .npmrc of the repository could name another registry, which would know of no vulnerability.</summary>
[ForeignTool]
internal sealed class NpmAuditTool : IForeignTool
{
    public ForeignTool Tool { get; } = new()
    {
        Name = "npm-audit",
        Title = "npm audit",
        Programs = ["npm"],
        Arguments = ["audit", "--json", "--package-lock-only", "--ignore-scripts", "{more}"],
        Needs = ["package-lock.json", "package.json"],
        Copies = true,
        Importer = "npm-audit-7-plus",
        Scans = [new ToolScan("vuln", FactKind.VulnerabilityScan)],
        Codes = [0, 1],
        AsksNetwork = true,
        Checked = "run by hand (npm 11) as far as a registry without its advisories answers: its error is no report; a report of its own was not seen",
        Install = "install npm 7 or newer (https://nodejs.org)",
    };
}
