using System.Globalization;
using System.Text.Json;

namespace Gatehouse.CodeHosts.Tests;

/// <summary>Answers as GitLab's REST API documents it for one merge request, project 42, !3. Lists come in pages of two with X-Next-Page.</summary>
internal sealed class GitLabStandIn : IDisposable
{
    private const string Request = "/api/v4/projects/42/merge_requests/3";

    private long _ids = 500;

    public GitLabStandIn(string head)
    {
        Head = head;
        Server = new LoopbackServer(Answer);
    }

    public static string Token { get; } = "project-" + new string('t', 20);

    public static string Base { get; } = new('b', 40);

    public LoopbackServer Server { get; }

    public string Head { get; set; }

    public bool SaysWhen { get; init; } = true;

    public bool Resets { get; init; }

    public List<Posted> Comments { get; } = [];

    public List<(string Id, Posted Note, JsonElement Position)> Threads { get; } = [];

    public HashSet<string> Resolved { get; } = [];

    public List<Seen> Statuses { get; } = [];

    public List<(string Account, string At)> Approvals { get; } = [];

    public List<(string Account, string State)> Reviewers { get; } = [];

    /// <summary>Merge requests of the commit <see cref="Pushed"/>.</summary>
    public List<object> Requests { get; } = [];

    public string Pushed { get; set; } = "";

    public Dictionary<string, string> Diffs { get; } = [];

    public void Dispose() => Server.Dispose();

    private Reply Answer(Seen seen)
    {
        if (seen.Headers.GetValueOrDefault("PRIVATE-TOKEN") != Token)
            return Reply.Of(new { message = "401 Unauthorized" }, 401);
        return (seen.Method, seen.Path) switch
        {
            ("GET", "/api/v4/user") => Reply.Of(new { username = "project_42_bot" }),
            ("GET", Request) => Reply.Of(new { iid = 3, sha = Head, author = new { username = "ann" }, labels = new[] { "high-risk" }, diff_refs = new { base_sha = Base, start_sha = Base, head_sha = Head } }),
            ("GET", _) when seen.Path == $"/api/v4/projects/42/repository/commits/{Pushed}/merge_requests" => Page(seen, Requests),
            ("GET", Request + "/approvals") => Reply.Of(new { approved_by = Approvals.Select(approval => SaysWhen ? (object)new { user = new { username = approval.Account }, approved_at = approval.At } : new { user = new { username = approval.Account } }) }),
            ("GET", Request + "/versions") => Reply.Of(new[] { new { head_commit_sha = Head, created_at = "2026-03-01T09:00:00.000Z" } }),
            ("GET", Request + "/reviewers") => Page(seen, [.. Reviewers.Select(reviewer => (object)new { user = new { username = reviewer.Account }, state = reviewer.State })]),
            ("GET", "/api/v4/projects/42/approvals") => Reply.Of(new { reset_approvals_on_push = Resets }),
            ("GET", Request + "/notes") => Page(seen, [.. Comments.Select(Json)]),
            ("GET", Request + "/discussions") => Page(seen, [.. Threads.Select(thread => (object)new { id = thread.Id, notes = new[] { Json(thread.Note, "DiffNote") } })]),
            ("GET", Request + "/diffs") => Page(seen, [.. Diffs.Select(diff => (object)new { old_path = diff.Key, new_path = diff.Key, diff = diff.Value })]),
            ("POST", Request + "/notes") => Add(seen),
            ("POST", Request + "/discussions") => AddThread(seen),
            ("PUT", _) when seen.Path.StartsWith(Request + "/notes/", StringComparison.Ordinal) => Edit(Comments, seen),
            ("PUT", _) when seen.Path.Contains("/discussions/", StringComparison.Ordinal) && seen.Path.Contains("/notes/", StringComparison.Ordinal) => Edit(Threads.Select(thread => thread.Note), seen),
            ("PUT", _) when seen.Path.StartsWith(Request + "/discussions/", StringComparison.Ordinal) => Resolve(seen),
            ("POST", _) when seen.Path == $"/api/v4/projects/42/statuses/{Head}" => Keep(seen),
            _ => Reply.Of(new { message = "404 Not found" }, 404),
        };
    }

    private static Reply Page(Seen seen, IReadOnlyList<object> all)
    {
        var page = int.Parse(seen.Argument("page") ?? "1", CultureInfo.InvariantCulture);
        return Reply.Of(all.Skip((page - 1) * 2).Take(2), 200, ("X-Next-Page", page * 2 < all.Count ? (page + 1).ToString(CultureInfo.InvariantCulture) : ""));
    }

    private static object Json(Posted posted) => Json(posted, null);

    private static object Json(Posted posted, string? type) => new { id = posted.Id, type, body = posted.Body, author = new { username = posted.Login } };

    private Reply Add(Seen seen)
    {
        Comments.Add(new Posted(++_ids, seen.Text("body")!) { Login = "project_42_bot" });
        return Reply.Of(Json(Comments[^1]), 201);
    }

    private Reply AddThread(Seen seen)
    {
        var position = seen.Body.GetProperty("position");
        if (position.GetProperty("position_type").GetString() != "text" || position.GetProperty("head_sha").GetString() != Head || position.GetProperty("base_sha").GetString() != Base || position.GetProperty("start_sha").GetString() != Base)
            return Reply.Of(new { message = "400 (Bad request) \"Note {:line_code=>[\"can't be blank\"]}\" not given" }, 400);
        Threads.Add(($"d{++_ids}", new Posted(++_ids, seen.Text("body")!) { Login = "project_42_bot" }, position));
        return Reply.Of(new { id = Threads[^1].Id }, 201);
    }

    private Reply Resolve(Seen seen)
    {
        var id = seen.Path.Split('/')[^1];
        if (seen.Body.GetProperty("resolved").GetBoolean())
            Resolved.Add(id);
        else
            Resolved.Remove(id);
        return Reply.Of(new { id });
    }

    private Reply Keep(Seen seen)
    {
        Statuses.Add(seen);
        return Reply.Of(new { id = 9 }, 201);
    }

    private static Reply Edit(IEnumerable<Posted> list, Seen seen)
    {
        var posted = list.Single(posted => seen.Path.EndsWith("/" + posted.Id.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
        posted.Body = seen.Text("body")!;
        return Reply.Of(Json(posted));
    }
}
