using System.Collections.Immutable;
using System.Text.Json;
using Gatehouse.Model;

namespace Gatehouse.Attestation.Statements;

/// <summary>Reads what <see cref="StatementWriter"/> writes.</summary>
internal static class StatementReader
{
    public const string KindAnnotation = "gatehouseKind";

    public static Fact? Read(ShapeReader shape, JsonElement root)
    {
        var subjects = Subjects(shape, root);
        if (shape.Problem is null && subjects.IsEmpty)
            shape.Fail("subject", "names no subject");
        var type = shape.Text(root, "predicateType");
        if (shape.Required(root, "predicate", static (shape, predicate) => Details(shape, predicate)) is not { } fact)
            return null;
        fact = fact with { Subjects = subjects };
        if (shape.Problem is null && !string.Equals(type, PredicateTypes.Of(fact), StringComparison.Ordinal))
            shape.Fail("predicateType", "is not the type of this kind of fact: " + PredicateTypes.Of(fact));
        return fact;
    }

    public static ImmutableArray<Subject> Subjects(ShapeReader shape, JsonElement root)
    {
        if (shape.Text(root, "_type") is { Length: > 0 } type && !string.Equals(type, Statement.Type, StringComparison.Ordinal))
            shape.Fail("_type", "should be " + Statement.Type);
        return shape.Objects(root, "subject", static (shape, subject) => Subject(shape, subject));
    }

    public static Subject Subject(ShapeReader shape, JsonElement json)
    {
        var name = shape.OptionalText(json, "name");
        var digests = shape.Map(json, "digest");
        var kind = shape.TryFind(json, "annotations", out var annotations) && annotations.ValueKind == JsonValueKind.Object
            && shape.TryFind(annotations, KindAnnotation, out _)
            ? shape.Word(annotations, KindAnnotation, Words.SubjectKind)
            : Guess(digests);
        return new Subject(kind, name ?? digests.FirstOrDefault().Value ?? "", digests);
    }

    /// <summary>True where a fact of that kind holds a predicate of that shape.</summary>
    public static bool Fits(FactKind kind, Predicate predicate) => kind switch
    {
        FactKind.SecretsScan or FactKind.CodeScan or FactKind.VulnerabilityScan or FactKind.LicenseScan
            or FactKind.ConfigurationScan or FactKind.WebScan or FactKind.OtherScan => predicate is ScanPredicate,
        FactKind.Sbom => predicate is SbomPredicate,
        FactKind.TestRun => predicate is TestRunPredicate,
        FactKind.ThreatModel => predicate is ThreatModelPredicate,
        FactKind.Review => predicate is ReviewPredicate,
        FactKind.Approval => predicate is ApprovalPredicate,
        FactKind.Provenance => predicate is ProvenancePredicate,
        FactKind.Signature => predicate is SignaturePredicate,
        FactKind.Deployment => predicate is DeploymentPredicate,
        FactKind.Alerts => predicate is AlertsPredicate,
        FactKind.Acknowledgement => predicate is AcknowledgementPredicate,
        FactKind.Verdict => predicate is VerdictPredicate,
        FactKind.Request => predicate is RequestPredicate,
        FactKind.Decision => predicate is DecisionPredicate,
        FactKind.Revocation => predicate is RevocationPredicate,
    };

    private static Fact? Details(ShapeReader shape, JsonElement predicate)
    {
        if (!shape.TryFind(predicate, PredicateTypes.Details, out _))
        {
            shape.Fail(PredicateTypes.Details, "is missing: this is another tool's statement. Take it in with: gatehouse fact add", AttestationProblemKind.Foreign);
            return null;
        }

        return shape.Object(predicate, PredicateTypes.Details, static (shape, details) => Fact(shape, details));
    }

    private static Fact? Fact(ShapeReader shape, JsonElement details)
    {
        var kind = shape.Word(details, "kind", Words.FactKind);
        var producer = shape.Required(details, "producer", static (shape, json) => new Producer(shape.Text(json, "name"), shape.OptionalText(json, "version")));
        var states = shape.Required(details, "states", (shape, json) => PredicateReader.Read(shape, json, kind));
        var fact = new Fact
        {
            Kind = kind,
            Subjects = [],
            Producer = producer ?? new Producer(""),
            Time = shape.Time(details, "time"),
            Completeness = shape.Word(details, "completeness", Words.Completeness),
            Notices = shape.Objects(details, "notices", static (shape, json) => new ScanNotice(
                shape.Word(json, "kind", Words.NoticeKind), shape.Text(json, "path"), shape.Text(json, "reason"))),
            ReportDigest = shape.OptionalText(details, "reportDigest"),
            Predicate = states ?? new ScanPredicate(),
        };
        return shape.Problem is null ? fact : null;
    }

    // Statements of other tools name no kind.
    private static SubjectKind Guess(ImmutableSortedDictionary<string, string> digests) =>
        digests.ContainsKey(Model.Subject.GitCommit) ? SubjectKind.Commit
        : digests.ContainsKey(Model.Subject.GatehouseTree) ? SubjectKind.Tree
        : digests.IsEmpty ? SubjectKind.Package
        : SubjectKind.File;
}
