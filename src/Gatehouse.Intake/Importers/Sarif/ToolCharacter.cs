using System.Collections.Frozen;
using Gatehouse.Model;

namespace Gatehouse.Intake.Importers.Sarif;

/// <summary>What a tool looks for, by its name. SARIF itself has no member for it.</summary>
/// <param name="Kind">What its every run states, findings or none; null where only its findings tell.</param>
/// <param name="Finds">What a finding of it is where the rule's tags do not say.</param>
/// <param name="IsMixed">True where one run may look for several things, and an empty one does not say for which.</param>
internal sealed record ToolCharacter(FactKind? Kind, FindingKind Finds, bool IsMixed = false)
{
    private static readonly ToolCharacter Unknown = new(null, FindingKind.Code);
    private static readonly ToolCharacter Code = new(FactKind.CodeScan, FindingKind.Code);
    private static readonly ToolCharacter Secrets = new(FactKind.SecretsScan, FindingKind.Credential);
    private static readonly ToolCharacter Configuration = new(FactKind.ConfigurationScan, FindingKind.Misconfiguration);
    private static readonly ToolCharacter Components = new(FactKind.VulnerabilityScan, FindingKind.Vulnerability);
    private static readonly ToolCharacter Web = new(FactKind.WebScan, FindingKind.Web);
    private static readonly ToolCharacter Mixed = new(null, FindingKind.Vulnerability, IsMixed: true);

    // Letters and digits of the name, in lower case: tools change their spelling more often than their name.
    private static readonly FrozenDictionary<string, ToolCharacter> Known = new Dictionary<string, ToolCharacter>
    {
        ["gitleaks"] = Secrets, ["betterleaks"] = Secrets, ["trufflehog"] = Secrets, ["detectsecrets"] = Secrets, ["ggshield"] = Secrets,
        ["gitguardian"] = Secrets, ["secretlint"] = Secrets, ["noseyparker"] = Secrets, ["kingfisher"] = Secrets, ["whispers"] = Secrets, ["talisman"] = Secrets, ["secrets"] = Secrets, // The last is our own engine.
        ["checkov"] = Configuration, ["tfsec"] = Configuration, ["kics"] = Configuration, ["terrascan"] = Configuration, ["hadolint"] = Configuration,
        ["kubelinter"] = Configuration, ["kubescape"] = Configuration, ["kubescore"] = Configuration, ["cfnlint"] = Configuration, ["cfnnag"] = Configuration,
        ["polaris"] = Configuration, ["conftest"] = Configuration, ["regula"] = Configuration, ["zizmor"] = Configuration, ["snykiac"] = Configuration,
        ["tflint"] = Configuration, ["dockle"] = Configuration, ["templateanalyzer"] = Configuration, ["poutine"] = Configuration,
        ["grype"] = Components, ["osvscanner"] = Components, ["dependencycheck"] = Components, ["snykopensource"] = Components, ["snykcontainer"] = Components,
        ["govulncheck"] = Components, ["pipaudit"] = Components, ["cargoaudit"] = Components, ["npmaudit"] = Components, ["dockerscout"] = Components,
        ["clair"] = Components, ["retirejs"] = Components, ["owaspdependencycheck"] = Components, ["blackduck"] = Components, ["mend"] = Components, ["jfrogxrayscanner"] = Components,
        ["zap"] = Web, ["owaspzap"] = Web, ["zedattackproxy"] = Web, ["nuclei"] = Web, ["stackhawk"] = Web, ["wapiti"] = Web, ["burpsuite"] = Web, ["nikto"] = Web, ["mapi"] = Web,
        ["codeql"] = Code, ["semgrep"] = Code, ["semgreposs"] = Code, ["opengrep"] = Code, ["bandit"] = Code, ["gosec"] = Code, ["snykcode"] = Code, ["eslint"] = Code, ["brakeman"] = Code, ["devskim"] = Code, ["mayhemcodesecurity"] = Code,
        ["trivy"] = Mixed, ["snyk"] = Mixed, ["horusec"] = Mixed,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static ToolCharacter Of(string tool) => Known.GetValueOrDefault(string.Concat(tool.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant(), Unknown);
}
