using Gatehouse.Model;

namespace Gatehouse.Policy;

/// <summary>What holds for each kind of fact, in one place.</summary>
internal static class FactKinds
{
    /// <summary>The gate that a fact of the kind turns on. A bill of materials turns on build alone, though release asks for one too: else every build would have to be a release.</summary>
    public static Stage? Opens(Fact fact) => fact.Kind switch
    {
        FactKind.ThreatModel => IsEmpty(fact) ? null : Stage.Plan,
        FactKind.SecretsScan or FactKind.CodeScan or FactKind.Review => Stage.Code,
        FactKind.VulnerabilityScan or FactKind.LicenseScan or FactKind.Sbom => Stage.Build,
        FactKind.TestRun => fact.Predicate is TestRunPredicate { IsOfControls: true } ? null : Stage.Test,
        FactKind.WebScan => Stage.Test,
        FactKind.Signature or FactKind.Provenance => Stage.Release,
        FactKind.Approval => fact.Predicate is ApprovalPredicate approval ? approval.Stage : null,
        FactKind.ConfigurationScan or FactKind.Deployment => Stage.Deploy,
        FactKind.Alerts or FactKind.Acknowledgement => Stage.Operate,
        FactKind.OtherScan or FactKind.Verdict or FactKind.Request or FactKind.Decision or FactKind.Revocation => null,
    };

    /// <summary>A threat model in which nothing is written, and nothing was unread: a subject without one. It turns no gate on, and is no answer.</summary>
    public static bool IsEmpty(Fact fact) => fact is { Completeness: Completeness.Complete, Predicate: ThreatModelPredicate { Assets.IsDefaultOrEmpty: true, Threats.IsDefaultOrEmpty: true, Requirements.IsDefaultOrEmpty: true } };

    /// <summary>Whether the predicate is of the shape that its kind has: a stored fact may say anything.</summary>
    public static bool Fits(Fact fact) => fact.Kind switch
    {
        FactKind.SecretsScan or FactKind.CodeScan or FactKind.VulnerabilityScan or FactKind.LicenseScan or FactKind.ConfigurationScan or FactKind.WebScan or FactKind.OtherScan => fact.Predicate is ScanPredicate,
        FactKind.Sbom => fact.Predicate is SbomPredicate,
        FactKind.TestRun => fact.Predicate is TestRunPredicate,
        FactKind.ThreatModel => fact.Predicate is ThreatModelPredicate,
        FactKind.Review => fact.Predicate is ReviewPredicate,
        FactKind.Approval => fact.Predicate is ApprovalPredicate,
        FactKind.Provenance => fact.Predicate is ProvenancePredicate,
        FactKind.Signature => fact.Predicate is SignaturePredicate,
        FactKind.Deployment => fact.Predicate is DeploymentPredicate,
        FactKind.Alerts => fact.Predicate is AlertsPredicate,
        FactKind.Acknowledgement => fact.Predicate is AcknowledgementPredicate,
        FactKind.Verdict => fact.Predicate is VerdictPredicate,
        FactKind.Request => fact.Predicate is RequestPredicate,
        FactKind.Decision => fact.Predicate is DecisionPredicate,
        FactKind.Revocation => fact.Predicate is RevocationPredicate,
    };

    /// <summary>
    /// What one fact of a producer replaces: an older one with the same answer. Null where facts add up: the next log of
    /// alerts does not take back the last.
    /// </summary>
    public static string? SpeaksOf(Fact fact) => fact.Predicate switch
    {
        AlertsPredicate or AcknowledgementPredicate or RequestPredicate or DecisionPredicate or RevocationPredicate => null,
        TestRunPredicate run => run.Suite,
        ReviewPredicate review => review.Reviewer,
        ApprovalPredicate approval => approval.Stage.ToName() + " " + approval.Approver,
        ProvenancePredicate provenance => provenance.BuilderId,
        SignaturePredicate signature => signature.Identity ?? "",
        DeploymentPredicate deployment => deployment.Environment,
        _ => "",
    };
}
