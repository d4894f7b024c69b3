using System.Collections.Immutable;
using Gatehouse.CodeHosts.Feedback;
using Gatehouse.Formats;
using Gatehouse.Host;
using Gatehouse.Model;

namespace Gatehouse.CodeHosts.Tests;

/// <summary>Runs and surroundings for these tests.</summary>
internal static class Runs
{
    public static string Head { get; } = new('a', 40);

    public static ChangeRequest GitHub { get; } = new() { Host = CodeHostKind.GitHub, Project = "acme/app", Number = 7, Head = Head, Author = "ann" };

    public static ChangeRequest GitLab { get; } = new() { Host = CodeHostKind.GitLab, Project = "42", Number = 3, Head = Head };

    public static HostEnvironment At(GitHubStandIn host) => Surroundings(("GITHUB_ACTIONS", "true"), ("GITHUB_REPOSITORY", "acme/app"), ("GITHUB_API_URL", host.Server.Address), ("GITHUB_TOKEN", GitHubStandIn.Token));

    public static HostEnvironment At(GitLabStandIn host) => Surroundings(("CI_API_V4_URL", host.Server.Address + "/api/v4"), ("GITLAB_TOKEN", GitLabStandIn.Token), ("CI_PROJECT_ID", "42"), ("CI_COMMIT_SHA", Head), ("CI_PIPELINE_ID", "77"));

    public static HostEnvironment Surroundings(params (string Name, string Value)[] variables) => new(variables.ToDictionary(pair => pair.Name, pair => pair.Value), TimeProvider.System, "/");

    /// <summary>A flaw at a line of a file.</summary>
    public static Finding Flaw(string path, int line, string message = "a flaw", string id = "flaw") => new()
    {
        RuleId = id, Supplier = "test", Kind = FindingKind.Code, Severity = Severity.Critical, Message = message, Baseline = BaselineState.New,
        Location = new Location(path, Region.Line(line)), Fingerprint = new Fingerprint(Fingerprint.Current, id + message),
    };

    /// <summary>A finished run whose code gate fails for the findings, or passes where there are none.</summary>
    public static FeedbackRequest Of(params Finding[] findings) => new() { Document = Document(findings), Scope = "job", CheckName = "Gatehouse" };

    public static RunDocument Document(params Finding[] findings)
    {
        var subject = Subject.OfCommit(Head);
        var outcome = findings.Length > 0 ? Outcome.Fail : Outcome.Pass;
        var criterion = new CriterionResult { Criterion = "code.flaws", Outcome = outcome, Reason = "because", Findings = [.. findings] };
        var verdict = new GateVerdict { Stage = Stage.Code, Mode = GateMode.Enforce, Outcome = outcome, Criteria = [criterion], PolicyDigest = new string('c', 64), PolicySource = "the default", Subject = subject, Time = DateTimeOffset.UnixEpoch };
        return new RunDocument { ToolVersion = "1", Subject = subject, Started = DateTimeOffset.UnixEpoch, Findings = [.. findings], Verdicts = [verdict], ExitCode = findings.Length > 0 ? 1 : 0, Suppliers = [new SupplierSummary("test", "1", Completeness.Complete, 1, [])] };
    }

    public static FeedbackRequest Incomplete(this FeedbackRequest request) => request with { Document = request.Document with { Suppliers = [new SupplierSummary("test", "1", Completeness.Partial, 1, [])] } };

    /// <summary>A file of the change, all of it new.</summary>
    public static string Added(int lines) => $"@@ -0,0 +1,{lines} @@\n" + string.Concat(Enumerable.Repeat("+text\n", lines));
}
