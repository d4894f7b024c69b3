using System.Globalization;

namespace Gatehouse.CodeHosts.Tests;

/// <summary>
/// Answers as GitHub's REST API documents it for one pull request, acme/app#7, and keeps what is written. Lists come in
/// pages of <see cref="PageSize"/>, whatever is asked for, with a Link header.
/// </summary>
internal sealed class GitHubStandIn : IDisposable
{
    private const string Repository = "/repos/acme/app";

    private long _ids = 100;

    public GitHubStandIn(string head)
    {
        Head = head;
        Server = new LoopbackServer(Answer);
    }

    public static string Token { get; } = "job-" + new string('t', 20);

    public LoopbackServer Server { get; }

    public int PageSize { get; init; } = 2;

    public string Head { get; set; }

    public bool MayComment { get; set; } = true;

    public bool MayCheck { get; set; } = true;

    public string[] Labels { get; set; } = [];

    public List<Posted> Comments { get; } = [];

    public List<Posted> Notes { get; } = [];

    public List<Seen> Checks { get; } = [];

    public List<Seen> Statuses { get; } = [];

    public List<object> Reviews { get; } = [];

    /// <summary>Of the pull requests of a commit.</summary>
    public List<object> Pulls { get; } = [];

    /// <summary>The commit that the branch got, where it is asked for; and whether the host itself made it.</summary>
    public (string Commit, bool IsByHost) Merged { get; set; } = ("", true);

    /// <summary>A pull request to main as the list of a commit's tells it.</summary>
    public void Pull(int number, string head, string? mergeCommit, string target = "main", bool isMerged = true) =>
        Pulls.Add(new { number, state = isMerged ? "closed" : "open", merged_at = isMerged ? "2026-03-01T11:00:00Z" : null, merge_commit_sha = mergeCommit, user = new { login = "ann" }, head = new { sha = head }, @base = new { @ref = target, repo = new { full_name = "acme/app" } } });

    public Dictionary<string, string> Patches { get; } = [];

    public void Dispose() => Server.Dispose();

    public void Review(string login, string state, string commit, string association = "MEMBER", string type = "User") =>
        Reviews.Add(new { user = new { login, type }, state, commit_id = commit, author_association = association, submitted_at = "2026-03-01T10:00:00Z" });

    private Reply Answer(Seen seen)
    {
        if (seen.Headers.GetValueOrDefault("Authorization") != "Bearer " + Token)
            return Reply.Of(new { message = "Bad credentials" }, 401);
        if (seen.Headers.GetValueOrDefault("Accept") != "application/vnd.github+json" || seen.Headers.GetValueOrDefault("X-GitHub-Api-Version") != "2022-11-28" || !seen.Headers.ContainsKey("User-Agent"))
            return Reply.Of(new { message = "documented headers are wanted" }, 400);
        var writes = seen.Method != "GET";
        if (writes && (seen.Path.StartsWith(Repository + "/check-runs", StringComparison.Ordinal) ? !MayCheck : !MayComment))
            return Reply.Of(new { message = "Resource not accessible by integration" }, 403);
        return (seen.Method, seen.Path) switch
        {
            ("GET", "/user") => Reply.Of(new { message = "Resource not accessible by integration" }, 403),
            ("GET", Repository + "/pulls/7") => Reply.Of(new { number = 7, user = new { login = "ann" }, labels = Labels.Select(name => new { name }), head = new { sha = Head } }),
            ("GET", Repository + "/pulls/7/reviews") => Page(seen, Reviews),
            ("GET", Repository + "/pulls/7/files") => Page(seen, [.. Patches.Select(file => (object)new { filename = file.Key, patch = file.Value })]),
            ("GET", Repository + "/issues/7/comments") => Page(seen, [.. Comments.Select(posted => posted.Json)]),
            ("GET", Repository + "/pulls/7/comments") => Page(seen, [.. Notes.Select(posted => posted.Json)]),
            ("POST", Repository + "/issues/7/comments") => Add(Comments, seen.Text("body")!),
            ("POST", Repository + "/pulls/7/reviews") => AddNotes(seen),
            ("POST", Repository + "/check-runs") => Keep(Checks, seen),
            ("POST", _) when seen.Path == $"{Repository}/statuses/{Head}" => Keep(Statuses, seen),
            ("PATCH", _) when seen.Path.StartsWith(Repository + "/check-runs/", StringComparison.Ordinal) => Keep(Checks, seen),
            ("PATCH", _) when seen.Path.StartsWith(Repository + "/issues/comments/", StringComparison.Ordinal) => Edit(Comments, seen),
            ("PATCH", _) when seen.Path.StartsWith(Repository + "/pulls/comments/", StringComparison.Ordinal) => Edit(Notes, seen),
            ("DELETE", _) when seen.Path.StartsWith(Repository + "/issues/comments/", StringComparison.Ordinal) => Remove(Comments, seen),
            ("GET", _) when seen.Path == $"{Repository}/commits/{Merged.Commit}/pulls" => Page(seen, Pulls),
            ("GET", _) when seen.Path == $"{Repository}/commits/{Merged.Commit}" => Reply.Of(new { committer = new { login = Merged.IsByHost ? "web-flow" : "bob" }, commit = new { verification = new { verified = Merged.IsByHost } } }),
            ("GET", _) when seen.Path == $"{Repository}/commits/{Head}" => Reply.Of(new { author = new { login = "ann" }, committer = new { login = "web-flow" } }),
            _ => Reply.Of(new { message = "Not Found" }, 404),
        };
    }

    private Reply Page(Seen seen, IReadOnlyList<object> all)
    {
        var page = int.Parse(seen.Argument("page") ?? "1", CultureInfo.InvariantCulture);
        var next = page * PageSize < all.Count ? new[] { ("Link", $"<{Server.Address}{seen.Path}?per_page=100&page={page + 1}>; rel=\"next\", <{Server.Address}{seen.Path}?page=99>; rel=\"last\"") } : [];
        return Reply.Of(all.Skip((page - 1) * PageSize).Take(PageSize), 200, next);
    }

    private Reply Add(List<Posted> list, string body)
    {
        if (body.Length > 65_536)
            return Reply.Of(new { message = "body is too long (maximum is 65536 characters)" }, 422);
        list.Add(new Posted(++_ids, body));
        return Reply.Of(list[^1].Json, 201);
    }

    private Reply AddNotes(Seen seen)
    {
        if (seen.Text("commit_id") != Head || seen.Text("event") != "COMMENT" || string.IsNullOrEmpty(seen.Text("body")))
            return Reply.Of(new { message = "Validation Failed" }, 422);
        foreach (var comment in seen.Body.GetProperty("comments").EnumerateArray())
        {
            // The host refuses the whole review for one line outside of the diff.
            if (!Patches.ContainsKey(comment.GetProperty("path").GetString()!) || comment.GetProperty("side").GetString() != "RIGHT" || comment.GetProperty("line").GetInt32() > 900)
                return Reply.Of(new { message = "Unprocessable Entity: Line could not be resolved" }, 422);
            Notes.Add(new Posted(++_ids, comment.GetProperty("body").GetString()!) { Path = comment.GetProperty("path").GetString(), Line = comment.GetProperty("line").GetInt32() });
        }

        return Reply.Of(new { id = ++_ids });
    }

    private Reply Keep(List<Seen> list, Seen seen)
    {
        list.Add(seen);
        return Reply.Of(new { id = 55 }, 201);
    }

    private static Reply Edit(List<Posted> list, Seen seen)
    {
        var posted = list.Single(posted => seen.Path.EndsWith("/" + posted.Id.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
        posted.Body = seen.Text("body")!;
        return Reply.Of(posted.Json);
    }

    private static Reply Remove(List<Posted> list, Seen seen)
    {
        list.RemoveAll(posted => seen.Path.EndsWith("/" + posted.Id.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
        return new Reply(204, "");
    }
}

/// <summary>A comment or a note that lies on the host.</summary>
internal sealed class Posted(long id, string body)
{
    public long Id { get; } = id;

    public string Body { get; set; } = body;

    public string Login { get; init; } = "github-actions[bot]";

    public string Type { get; init; } = "Bot";

    public string? Path { get; init; }

    public int Line { get; init; }

    public object Json => new { id = Id, body = Body, user = new { login = Login, type = Type } };
}
