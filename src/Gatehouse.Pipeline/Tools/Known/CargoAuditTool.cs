using Gatehouse.Model;

namespace Gatehouse.Pipeline.Tools.Known;

/// <summary>cargo-audit over Cargo.lock: docs.rs/cargo-audit.</summary>
[ForeignTool]
internal sealed class CargoAuditTool : IForeignTool
{
    public ForeignTool Tool { get; } = new()
    {
        Name = "cargo-audit",
        Title = "cargo-audit",
        Programs = ["cargo-audit"],
        Arguments = ["audit", "--json", "--db", "{cache}/advisory-db", "{more}", "--file", "Cargo.lock"],
        Needs = ["Cargo.lock"],
        Copies = true,
        Importer = "cargo-audit",
        Scans = [new ToolScan("vuln", FactKind.VulnerabilityScan)],
        Codes = [0, 1],
        AsksNetwork = true,
        Checked = "options and exit codes against the source of 0.22.2; not run",
        Install = "install cargo-audit (cargo install cargo-audit)",
    };
}
