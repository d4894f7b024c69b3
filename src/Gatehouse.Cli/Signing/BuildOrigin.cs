using Gatehouse.Host;
using Gatehouse.Model;

namespace Gatehouse.Cli.Signing;

/// <summary>Who builds what from which commit, as the CI says it, or as the one who signs does.</summary>
internal sealed record BuildOrigin(string? Builder, string? Source, string? Commit, string? Invocation)
{
    /// <summary>The <c>buildType</c> of every provenance that this command writes: its one parameter is <c>source</c>.</summary>
    public const string BuildType = "https://gatehouse.dev/buildtype/release/v1";

    private static readonly BuildOrigin Unknown = new(null, null, null, null);

    /// <summary>What the variables of GitHub Actions and GitLab CI say; all null elsewhere.</summary>
    public static BuildOrigin Of(HostEnvironment host)
    {
        if (host.Variable("GITHUB_ACTIONS") == "true")
        {
            var source = Join("/", host.Variable("GITHUB_SERVER_URL"), host.Variable("GITHUB_REPOSITORY"));
            return new BuildOrigin(
                Join("/", host.Variable("GITHUB_SERVER_URL"), host.Variable("GITHUB_WORKFLOW_REF")),
                source,
                host.Variable("GITHUB_SHA"),
                Join("/actions/runs/", source, Join("/attempts/", host.Variable("GITHUB_RUN_ID"), host.Variable("GITHUB_RUN_ATTEMPT"))));
        }

        if (host.Variable("GITLAB_CI") == "true")
        {
            var source = host.Variable("CI_PROJECT_URL");
            return new BuildOrigin(Join("/-/runners/", source, host.Variable("CI_RUNNER_ID")), source, host.Variable("CI_COMMIT_SHA"), host.Variable("CI_JOB_URL"));
        }

        return Unknown;
    }

    /// <summary>
    /// Fills in what the CI does not say. What it says may be repeated and not contradicted: in a job, provenance is what
    /// the job is, not what its script would like it to be.
    /// </summary>
    public (BuildOrigin Origin, List<string> Problems) With(string? builder, string? source, string? commit, string? invocation)
    {
        var problems = new List<string>();
        var origin = new BuildOrigin(
            One("--builder", Builder, builder), One("--source", Source, source),
            One("--commit", Commit, commit?.ToLowerInvariant()), One("--invocation", Invocation, invocation));
        if (origin.Builder is null)
            problems.Add("who built it is not known here: --builder URI");
        if (origin.Source is null)
            problems.Add("where the source came from is not known here: --source URI");
        if (origin.Commit is null)
            problems.Add("which commit it was built from is not known here: --commit ID");
        foreach (var (name, value) in new[] { ("--builder", origin.Builder), ("--source", origin.Source), ("--invocation", origin.Invocation) })
        {
            if (value is not null && !IsUri(value))
                problems.Add($"{name} {value}: an absolute address without credentials is wanted, such as https://git.example.org/team/app");
        }

        if (origin.Commit is { } id && (id.Length is not (40 or 64) || !id.All(char.IsAsciiHexDigit)))
            problems.Add($"--commit {id}: the 40 or 64 hex digits of a commit are wanted; a branch or tag may move");
        return (origin, problems);

        string? One(string name, string? known, string? given)
        {
            if (known is not null && given is not null && !string.Equals(known, given, StringComparison.Ordinal))
                problems.Add($"{name} {given}: this CI job says {known}");
            return known ?? given;
        }
    }

    public ProvenancePredicate ToPredicate() => new()
    {
        BuilderId = Builder!,
        BuildType = BuildType,
        Source = Source,
        SourceCommit = Commit,
        Invocation = Invocation,
        Materials = 1,
    };

    private static bool IsUri(string text) =>
        text.Length <= 2000 && !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c))
        && Uri.TryCreate(text, UriKind.Absolute, out var uri) && !uri.IsFile && (uri.UserInfo.Length == 0 || uri.Scheme == "ssh");

    private static string? Join(string between, string? first, string? second) => first is null || second is null ? null : first + between + second;
}
