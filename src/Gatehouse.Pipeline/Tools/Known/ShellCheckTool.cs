using Gatehouse.Model;

namespace Gatehouse.Pipeline.Tools.Known;

/// <summary>ShellCheck on shell scripts: shellcheck(1).</summary>
[ForeignTool]
internal sealed class ShellCheckTool : IForeignTool
{
    public ForeignTool Tool { get; } = new()
    {
        Name = "shellcheck",
        Title = "ShellCheck",
        Programs = ["shellcheck"],
        Arguments = ["--format=json1", "{own}", "{more}", "--", "{files}"],
        Own = ["--norc"],
        Files = ["*.sh", "*.bash", "*.ksh", "*.dash"],
        Interpreters = ["sh", "bash", "dash", "ksh"],
        Importer = "shellcheck",
        Scans = [new ToolScan("code", FactKind.CodeScan)],
        Codes = [0, 1],
        Checked = "run in the tests",
        Install = "install ShellCheck 0.7 or newer (Debian: apt-get install shellcheck)",
        Remains = "comments that begin with shellcheck disable",
    };
}
