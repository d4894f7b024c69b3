using Gatehouse.Model;

namespace Gatehouse.Policy;

/// <summary>Infrastructure, images and pipelines as they are defined: a CRITICAL misconfiguration fails.</summary>
[Criterion]
internal sealed class ConfigurationCriterion : ScanCriterion
{
    public override string Id => "deploy.configuration";

    public override Stage Stage => Stage.Deploy;

    public override string Question => "Is there a critical misconfiguration?";

    public override string OwedBy => "the job that checks infrastructure definitions";

    protected override FactKind Kind => FactKind.ConfigurationScan;

    protected override string RunIt => "Add the report of an infrastructure scanner with gatehouse fact add";

    protected override string MendIt => "Mend the definition";

    protected override (string One, string Many) Noun => ("misconfiguration", "misconfigurations");

    protected override bool Counts(Finding finding) => finding.Kind == FindingKind.Misconfiguration;
}
