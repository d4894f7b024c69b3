using Gatehouse.Model;

namespace Gatehouse.Policy;

/// <summary>A credential fails on every branch, whatever severity its tool gave it. A possible secret of no known shape counts as HIGH at most.</summary>
[Criterion]
internal sealed class SecretsCriterion : ScanCriterion
{
    public override string Id => "code.secrets";

    public override Stage Stage => Stage.Code;

    public override string Question => "Is there a credential in the source?";

    public override string OwedBy => "the job that runs gatehouse";

    protected override FactKind Kind => FactKind.SecretsScan;

    protected override string RunIt => "Run gatehouse run, or add the report of a secrets scanner with gatehouse fact add";

    protected override string MendIt => "Revoke each credential at its provider, then take it out of the change";

    protected override (string One, string Many) Noun => ("credential or possible secret", "credentials or possible secrets");

    protected override bool Counts(Finding finding) => finding.Kind is FindingKind.Credential or FindingKind.PossibleSecret;

    protected override bool FailsAlways(Finding finding) => finding.Kind == FindingKind.Credential;
}
