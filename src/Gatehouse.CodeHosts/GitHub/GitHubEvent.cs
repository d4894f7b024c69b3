using System.Globalization;
using Gatehouse.Host;
using Gatehouse.Text;

namespace Gatehouse.CodeHosts.GitHub;

/// <summary>Reads the event file of GitHub Actions (<c>GITHUB_EVENT_PATH</c>): the webhook's payload with <c>pull_request</c> in it.</summary>
internal static class GitHubEvent
{
    private const int Limit = 16 << 20;

    public static (ChangeRequest? Change, string? Problem) Read(HostEnvironment host)
    {
        var name = host.Variable("GITHUB_EVENT_NAME");
        if (name is null || !name.StartsWith("pull_request", StringComparison.Ordinal))
            return (null, null);
        if (host.Variable("GITHUB_EVENT_PATH") is not { } path)
            return (null, $"GITHUB_EVENT_PATH is not set, so nobody knows which pull request this {name} is about");
        if (!BoundedFile.TryRead(path, out var bytes, out var why, Limit))
            return (null, $"the event file of this job cannot be read: {why.ToSentence()}");
        var parsed = Json.Parse(bytes);
        if (parsed.Root?["pull_request"] is not { } pull)
            return (null, $"the event file of this job holds no pull request: {parsed.Error?.Message ?? "it has no pull_request"}");
        var project = host.Variable("GITHUB_REPOSITORY") ?? "";
        if (!GitHubNames.IsRepository(project) || !int.TryParse(pull["number"]?.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || pull["head"]?["sha"]?.Text is not { } head || !ObjectName.Is(head))
            return (null, "the event file of this job does not say which pull request it is about: number, head.sha and GITHUB_REPOSITORY are wanted");
        var isPush = parsed.Root["action"]?.Text is "opened" or "synchronize" or "reopened";
        return (new ChangeRequest
        {
            Host = CodeHostKind.GitHub,
            Project = project,
            Number = number,
            Head = head,
            SourceBranch = pull["head"]?["ref"]?.Text,
            TargetBranch = pull["base"]?["ref"]?.Text,
            Author = pull["user"]?["login"]?.Text,
            Pusher = isPush ? host.Variable("GITHUB_ACTOR") : null,
            Labels = [.. (pull["labels"]?.Items ?? []).Select(label => label["name"]?.Text).OfType<string>()],
            // A fork that was deleted has no repository any more.
            IsFork = !string.Equals(pull["head"]?["repo"]?["full_name"]?.Text, pull["base"]?["repo"]?["full_name"]?.Text ?? project, StringComparison.OrdinalIgnoreCase),
            HasTargetRights = name == "pull_request_target",
        }, null);
    }
}
