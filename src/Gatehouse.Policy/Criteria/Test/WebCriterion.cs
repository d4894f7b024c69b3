using Gatehouse.Model;

namespace Gatehouse.Policy;

/// <summary>The running application: a CRITICAL finding fails, and HIGH ones above the threshold.</summary>
[Criterion]
internal sealed class WebCriterion : ScanCriterion
{
    public override string Id => "test.web";

    public override Stage Stage => Stage.Test;

    public override string Question => "Does a scan of the running application find a critical flaw?";

    public override string OwedBy => "the job that scans the running application";

    protected override FactKind Kind => FactKind.WebScan;

    protected override string RunIt => "Run a web scanner against the test system, and add its report with gatehouse fact add";

    protected override string MendIt => "Mend the flaw, and scan again";

    protected override (string One, string Many) Noun => ("web finding", "web findings");

    protected override bool Counts(Finding finding) => finding.Kind == FindingKind.Web;

    protected override int Threshold(PolicyDocument policy) => policy.WebHighThreshold;
}
