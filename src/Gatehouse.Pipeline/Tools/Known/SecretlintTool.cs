using Gatehouse.Model;

namespace Gatehouse.Pipeline.Tools.Known;

/// <summary>Secretlint with its recommended rules: secretlint --help. Its configuration names packages to load: ours is used, and the rules that lie beside the program.</summary>
[ForeignTool]
internal sealed class SecretlintTool : IForeignTool
{
    public ForeignTool Tool { get; } = new()
    {
        Name = "secretlint",
        Title = "Secretlint",
        Programs = ["secretlint"],
        Arguments = ["{own}", "--format", "json", "{more}", "**/*"],
        Own = ["--secretlintrc", "{scratch}/secretlintrc.json", "--secretlintignore", "{scratch}/secretlintignore"],
        Settings =
        [
            ("secretlintrc.json", """{"rules":[{"id":"{modules}/@secretlint/secretlint-rule-preset-recommend"}]}"""),
            ("secretlintignore", "**/.git/**\n**/.gatehouse/**\n**/node_modules/**\n"),
        ],
        // Its patterns go down from the folder that it is started in.
        StartsInRoot = true,
        Importer = "secretlint",
        Scans = [new ToolScan("secrets", FactKind.SecretsScan)],
        Codes = [0, 1],
        Checked = "run in the tests",
        Install = "install Secretlint with its rules outside the repository (npm install --global secretlint @secretlint/secretlint-rule-preset-recommend)",
    };
}
