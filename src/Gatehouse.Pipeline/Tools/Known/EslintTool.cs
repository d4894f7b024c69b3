using Gatehouse.Model;

namespace Gatehouse.Pipeline.Tools.Known;

/// <summary>ESLint with eslint-plugin-security: eslint.org/docs/latest/use/command-line-interface. Its configuration is code: ours is used, and the plugin that lies beside the program.</summary>
[ForeignTool]
internal sealed class EslintTool : IForeignTool
{
    public ForeignTool Tool { get; } = new()
    {
        Name = "eslint",
        Title = "ESLint",
        Programs = ["eslint"],
        Arguments = ["{own}", "--format", "json", "--no-error-on-unmatched-pattern", "{exclude}", "{more}", "."],
        Own = ["--config", "{scratch}/eslint.config.mjs", "--no-inline-config"],
        Exclude = ["--ignore-pattern", "{glob}"],
        Settings =
        [
            ("eslint.config.mjs",
                """
                import { realpathSync } from "node:fs";
                import { createRequire } from "node:module";
                const security = createRequire(realpathSync(process.argv[1]))("eslint-plugin-security");
                export default [{
                  files: ["**/*.{js,cjs,mjs,jsx}"],
                  linterOptions: { reportUnusedDisableDirectives: "off" },
                  languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } },
                  plugins: { security },
                  rules: {
                    ...security.configs.recommended.rules,
                    "no-eval": "error", "no-implied-eval": "error", "no-new-func": "error", "no-script-url": "error",
                  },
                }];

                """),
        ],
        // Files outside the folder that it is started in are none of its own.
        StartsInRoot = true,
        Judges = ["*.js", "*.cjs", "*.mjs", "*.jsx"],
        Importer = "eslint",
        Scans = [new ToolScan("code", FactKind.CodeScan)],
        Codes = [0, 1],
        Checked = "run in the tests",
        Install = "install ESLint 9 or newer with its plugin outside the repository (npm install --global eslint eslint-plugin-security)",
    };
}
