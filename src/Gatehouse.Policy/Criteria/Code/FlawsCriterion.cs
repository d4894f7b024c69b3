using Gatehouse.Model;

namespace Gatehouse.Policy;

/// <summary>Static analysis: a CRITICAL flaw fails.</summary>
[Criterion]
internal sealed class FlawsCriterion : ScanCriterion
{
    public override string Id => "code.flaws";

    public override Stage Stage => Stage.Code;

    public override string Question => "Does static analysis find a critical flaw?";

    public override string OwedBy => "the job that runs static analysis";

    protected override FactKind Kind => FactKind.CodeScan;

    protected override string RunIt => "Add the report of a static analyser with gatehouse fact add";

    protected override string MendIt => "Mend the flaw, or waive it with an owner and an expiry";

    protected override (string One, string Many) Noun => ("flaw in the code", "flaws in the code");

    protected override bool Counts(Finding finding) => finding.Kind == FindingKind.Code;
}
