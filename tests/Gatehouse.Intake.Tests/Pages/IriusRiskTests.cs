using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class IriusRiskTests
{
    private const string Many = "\"Component\",\"Use case\",\"Source\",\"Threat\",\"Risk Response\",\"Inherent Risk\",\"Current Risk\",\"Countermeasure progress\",\"Weakness tests\",\"Countermeasure tests\",\"Projected Risk\",\"Owner\",\"MITRE reference\",\"STRIDE-LM\"\n"
        + "\"Router\",\"Elevation of Privilege\",\"Rules\",\"ACLs are not enforced\",\"Mitigated: 0%.\",\"High\",\"Critical\",\"0%\",\"Not tested\",\"Not tested\",\"High\",,\"CWE-284\",\"\"\n"
        + "\"Store\",\"Networking\",\"Rules\",\"Traffic is read\",\"Mitigated: 100%.\",\"High\",\"Very low\",\"100%\",\"Not tested\",\"Not tested\",\"Very low\",,,\n";

    [Fact]
    public void A_threat_has_its_current_risk_and_weakness()
    {
        var findings = Report.Findings(Many);
        Assert.Equal(("Elevation of Privilege", Severity.Critical, "Router: ACLs are not enforced", "Router"), (findings[0].RuleId, findings[0].Severity, findings[0].Message, findings[0].Location!.Path));
        Assert.Equal([284], findings[0].Cwe);
        Assert.Equal(Severity.Info, findings[1].Severity);
        Assert.All(findings, finding => Assert.Equal(FindingKind.Artifact, finding.Kind)); // It is no misconfiguration of what is deployed.
    }

    [Fact]
    public void A_header_alone_is_a_model_without_threats() => Assert.Empty(Report.Findings(Many[..(Many.IndexOf('\n', StringComparison.Ordinal) + 1)]));

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "iriusrisk");
}
