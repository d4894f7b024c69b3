using System.Collections.Immutable;

namespace Gatehouse.Model;

/// <summary>What a fact states: a closed set, one shape for each group of <see cref="FactKind"/>.</summary>
public abstract record Predicate
{
    private protected Predicate()
    {
    }
}

/// <summary>For every kind of scan: what was found.</summary>
public sealed record ScanPredicate : Predicate
{
    /// <summary>All findings, marked and never dropped.</summary>
    public ImmutableArray<Finding> Findings { get; init; } = [];

    /// <summary>Files, targets or components that were judged; 0 where the producer does not say.</summary>
    public long Judged { get; init; }

    /// <summary>Checks that passed, by the producer's own word: evidence of what was looked at, and no findings. 0 where it does not say.</summary>
    public long Passed { get; init; }

    /// <summary>False where the subject holds nothing of the kind that this scan judges (no manifest, no image).</summary>
    public bool Applies { get; init; } = true;

    /// <summary>
    /// Where <see cref="Applies"/> is false: paths in the subject that a scan of this kind would judge, and that this
    /// producer has no eye for (a Python project before npm's audit). Sorted, and no more than a reader wants to see; empty where
    /// none is known.
    /// </summary>
    public ImmutableArray<string> Leaves { get; init; } = [];
}

/// <summary>For <see cref="FactKind.Sbom"/>.</summary>
public sealed record SbomPredicate : Predicate
{
    /// <summary><c>CycloneDX</c> or <c>SPDX</c>, with its version.</summary>
    public required string Format { get; init; }

    /// <summary>Sorted by purl.</summary>
    public ImmutableArray<Component> Components { get; init; } = [];
}

/// <summary>For <see cref="FactKind.TestRun"/>.</summary>
public sealed record TestRunPredicate : Predicate
{
    /// <summary>The suite of <c>gatehouse selftest --keep</c>.</summary>
    public const string SelfTest = "gatehouse-selftest";

    /// <summary>The suite of <c>gatehouse drill</c>.</summary>
    public const string Drill = "gatehouse-drill";

    /// <summary>
    /// True where it proves controls of Gatehouse and not the subject's own code: such a run turns no gate on, and is a
    /// security test only for a policy that names its suite.
    /// </summary>
    public bool IsOfControls => Suite is SelfTest or Drill;

    /// <summary>The suite's name: policy tells a security suite by it.</summary>
    public required string Suite { get; init; }

    /// <summary>Test cases that passed.</summary>
    public int Passed { get; init; }

    /// <summary>Test cases that failed or ended in error.</summary>
    public int Failed { get; init; }

    /// <summary>Test cases that did not run.</summary>
    public int Skipped { get; init; }

    /// <summary>All cases by name, so that a requirement can name its test.</summary>
    public ImmutableArray<TestCase> Cases { get; init; } = [];
}

/// <summary>One test case.</summary>
/// <param name="Name"><c>class.method</c> as the runner names it.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Message">Why it failed, cut to one line.</param>
public sealed record TestCase(string Name, TestOutcome Outcome, string? Message = null);

/// <summary>What became of a test case.</summary>
public enum TestOutcome
{
    /// <summary>It ran and held.</summary>
    Passed,

    /// <summary>It ran and did not hold, or ended in error.</summary>
    Failed,

    /// <summary>It did not run.</summary>
    Skipped,
}

/// <summary>For <see cref="FactKind.ThreatModel"/>: see docs/how-to/threat-model.md.</summary>
public sealed record ThreatModelPredicate : Predicate
{
    /// <summary>Names of what is worth protecting.</summary>
    public ImmutableArray<string> Assets { get; init; } = [];

    /// <summary>All threats.</summary>
    public ImmutableArray<Threat> Threats { get; init; } = [];

    /// <summary>All requirements.</summary>
    public ImmutableArray<Requirement> Requirements { get; init; } = [];
}

/// <summary>One threat to an asset.</summary>
/// <param name="Id">Unique in the model: <c>T-1</c>.</param>
/// <param name="Title">One line.</param>
/// <param name="Stride">One or more of the letters <c>S T R I D E</c> (Spoofing, Tampering, Repudiation, Information disclosure, Denial of service, Elevation of privilege).</param>
/// <param name="Risk">How bad it would be.</param>
public sealed record Threat(string Id, string Title, string Stride, Severity Risk)
{
    /// <summary>Names of assets.</summary>
    public ImmutableArray<string> Assets { get; init; } = [];

    /// <summary>Ids of requirements that mitigate it.</summary>
    public ImmutableArray<string> MitigatedBy { get; init; } = [];

    /// <summary>Globs of the files that it touches: a change there makes it matter.</summary>
    public ImmutableArray<string> Paths { get; init; } = [];

    /// <summary>Where it is written.</summary>
    public Location? Location { get; init; }
}

/// <summary>One security requirement.</summary>
/// <param name="Id">Unique in the model: <c>R-1</c>.</param>
/// <param name="Text">What must hold.</param>
/// <param name="Owner">Who answers for it; null is an open point.</param>
/// <param name="Test">The name of the test that proves it; null is an open point.</param>
public sealed record Requirement(string Id, string Text, string? Owner, string? Test)
{
    /// <summary>Where it is written.</summary>
    public Location? Location { get; init; }
}

/// <summary>For <see cref="FactKind.Review"/>.</summary>
/// <param name="Reviewer">Who reviewed.</param>
/// <param name="Author">Whose change it is.</param>
/// <param name="IsApproval">True where the review approves, false where it asks for changes.</param>
public sealed record ReviewPredicate(string Reviewer, string Author, bool IsApproval) : Predicate
{
    /// <summary>
    /// The reviewer's teams as CODEOWNERS writes them (<c>@org/team</c>), where the code host told; default where nobody
    /// asked, empty where the reviewer is in none.
    /// </summary>
    public ImmutableArray<string> Teams { get; init; }
}

/// <summary>For <see cref="FactKind.Approval"/>.</summary>
/// <param name="Approver">Who approved.</param>
/// <param name="Stage">The gate that it is for.</param>
/// <param name="Reason">Why.</param>
/// <param name="Expires">The last day on which it holds; null for the subject's life.</param>
public sealed record ApprovalPredicate(string Approver, Stage Stage, string Reason, DateOnly? Expires) : Predicate
{
    /// <summary>The id of the request that it answers; null where nobody asked by one.</summary>
    public string? Request { get; init; }
}

/// <summary>For <see cref="FactKind.Request"/>: an approval of the subject for a stage, or a waiver, is asked for.</summary>
/// <param name="By">Who asks.</param>
/// <param name="Reason">Why.</param>
/// <param name="Expires">The last day on which what is asked for would hold; always there for a waiver.</param>
public sealed record RequestPredicate(string By, string Reason, DateOnly? Expires) : Predicate
{
    /// <summary>The gate that an approval is asked for; null where a waiver is.</summary>
    public Stage? Stage { get; init; }

    /// <summary>The waiver's name in the policy; null for an approval.</summary>
    public string? Waiver { get; init; }

    /// <summary>Who would answer for the waiver; null for an approval.</summary>
    public string? Owner { get; init; }

    /// <summary>The criteria that the waiver would speak of.</summary>
    public ImmutableArray<string> Criteria { get; init; } = [];

    /// <summary>Rule ids, advisory ids or aliases.</summary>
    public ImmutableArray<string> Ids { get; init; } = [];

    /// <summary>Path globs or purls.</summary>
    public ImmutableArray<string> Paths { get; init; } = [];
}

/// <summary>For <see cref="FactKind.Decision"/>.</summary>
/// <param name="Request">The id of the request's fact.</param>
/// <param name="By">Who decides.</param>
/// <param name="IsGranted">False where it is refused.</param>
/// <param name="Comment">Why.</param>
public sealed record DecisionPredicate(string Request, string By, bool IsGranted, string Comment) : Predicate;

/// <summary>For <see cref="FactKind.Revocation"/>.</summary>
/// <param name="Fact">The id of the fact that is taken back.</param>
/// <param name="By">Who takes it back.</param>
/// <param name="Reason">Why.</param>
public sealed record RevocationPredicate(string Fact, string By, string Reason) : Predicate;

/// <summary>For <see cref="FactKind.Provenance"/> (SLSA provenance 0.2 or 1).</summary>
public sealed record ProvenancePredicate : Predicate
{
    /// <summary>Who built it: <c>builder.id</c>.</summary>
    public required string BuilderId { get; init; }

    /// <summary>The build's type URI.</summary>
    public string? BuildType { get; init; }

    /// <summary>Where the source came from, with its digest where stated.</summary>
    public string? Source { get; init; }

    /// <summary>The source's commit where stated.</summary>
    public string? SourceCommit { get; init; }

    /// <summary>The run that built it, where stated: <c>metadata.invocationId</c>, most often an address.</summary>
    public string? Invocation { get; init; }

    /// <summary>How many materials are listed.</summary>
    public int Materials { get; init; }
}

/// <summary>For <see cref="FactKind.Signature"/>.</summary>
/// <param name="IsVerified">Whether the verifier accepted it.</param>
/// <param name="Identity">Who signed: a certificate's subject or a key id.</param>
/// <param name="Issuer">Who vouches for the identity.</param>
public sealed record SignaturePredicate(bool IsVerified, string? Identity, string? Issuer) : Predicate;

/// <summary>For <see cref="FactKind.Deployment"/>.</summary>
/// <param name="Environment">Where: <c>production</c>.</param>
/// <param name="Images">References of what runs.</param>
public sealed record DeploymentPredicate(string Environment, ImmutableArray<string> Images) : Predicate;

/// <summary>For <see cref="FactKind.Alerts"/>.</summary>
public sealed record AlertsPredicate : Predicate
{
    /// <summary>Sorted by time.</summary>
    public ImmutableArray<RuntimeAlert> Alerts { get; init; } = [];
}

/// <summary>Something seen at run time.</summary>
/// <param name="Id">Stable: the same alert again has the same id.</param>
/// <param name="Rule">The detection's name.</param>
/// <param name="Severity">How bad.</param>
/// <param name="Time">When it was seen. UTC.</param>
/// <param name="Message">One line.</param>
public sealed record RuntimeAlert(string Id, string Rule, Severity Severity, DateTimeOffset Time, string Message);

/// <summary>For <see cref="FactKind.Acknowledgement"/>.</summary>
/// <param name="AlertId">The alert, or <c>*</c> for every alert of the subject seen until the fact's time.</param>
/// <param name="By">Who took it in hand.</param>
/// <param name="Comment">What will be done.</param>
public sealed record AcknowledgementPredicate(string AlertId, string By, string Comment) : Predicate;

/// <summary>For <see cref="FactKind.Verdict"/>.</summary>
public sealed record VerdictPredicate(GateVerdict Verdict) : Predicate;
