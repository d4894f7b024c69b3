using Gatehouse.CodeHosts.Api;
using Gatehouse.CodeHosts.Feedback;
using Gatehouse.Host;
using Gatehouse.Text;

namespace Gatehouse.CodeHosts.GitLab;

/// <summary>A merge request of GitLab over its REST API, version 4.</summary>
internal sealed class GitLabHost(ChangeRequest change, ApiClient api, HostEnvironment host) : ICodeHost
{
    private readonly string _request = FormattableString.Invariant($"projects/{change.Project}/merge_requests/{change.Number}");
    private (bool IsKnown, string? Account) _own;
    private Node? _refs;

    // The host says 1,000,000.
    public int CommentLimit => 990_000;

    public (string? Head, string? Problem) ReadHead()
    {
        var reply = api.Get(_request);
        _refs = reply.Root?["diff_refs"];
        return reply.Root?["sha"]?.Text is { } head && ObjectName.Is(head) ? (head, null) : (null, Problem(reply) ?? "the merge request names no commit");
    }

    public Listing<HostComment> Comments() => Remedied(api.All(_request + "/notes?sort=asc&order_by=created_at", node =>
        node["id"]?.Text is { } id && id.All(char.IsAsciiDigit) && node["body"]?.Text is { } body && IsOwn(node["author"]) ? new HostComment(id, body) : null));

    public string? CreateComment(string body) => Write("POST", _request + "/notes", body);

    public string? UpdateComment(HostComment comment, string body) => Write("PUT", $"{_request}/notes/{comment.Id}", body);

    public string? DeleteComment(HostComment comment) => Problem(api.Send("DELETE", $"{_request}/notes/{comment.Id}", _ => { }));

    public Listing<HostComment> Notes() => Remedied(api.All(_request + "/discussions", node =>
        node["id"]?.Text is { } id && id.All(char.IsAsciiLetterOrDigit) && node["notes"]?.Items.FirstOrDefault() is { } first && first["type"]?.Text == "DiffNote"
            && first["id"]?.Text is { } note && note.All(char.IsAsciiDigit) && first["body"]?.Text is { } body && IsOwn(first["author"])
            ? new HostComment(id, body) { NoteId = note } : null));

    public Listing<DiffFile> Diff() => api.All(_request + "/diffs", static node => node["new_path"]?.Text is { } path
        ? new DiffFile(path, node["old_path"]?.Text ?? path, DiffLines.Of(node["diff"]?.Text)) : null);

    public string? CreateNotes(IReadOnlyList<(LineNote Note, DiffFile File, string Body)> notes)
    {
        if (_refs?["base_sha"]?.Text is not { } first || _refs["start_sha"]?.Text is not { } start)
            return "the merge request names no base, so that lines have no place";
        foreach (var (note, file, body) in notes)
        {
            var reply = api.Send("POST", _request + "/discussions", json =>
            {
                json.WriteString("body", body);
                json.WriteStartObject("position");
                json.WriteString("position_type", "text");
                json.WriteString("base_sha", first);
                json.WriteString("start_sha", start);
                json.WriteString("head_sha", change.Head);
                json.WriteString("old_path", file.OldPath);
                json.WriteString("new_path", file.Path);
                json.WriteNumber("new_line", note.Line);
                // A line that the change leaves as it was is known by both its numbers.
                if (file.Lines[note.Line] is { } old)
                    json.WriteNumber("old_line", old);
                json.WriteEndObject();
            });
            if (Problem(reply) is { } problem)
                return problem;
        }

        return null;
    }

    public string? SetNote(HostComment note, string body, bool isGone) =>
        Write("PUT", $"{_request}/discussions/{note.Id}/notes/{note.NoteId}", body)
        ?? Problem(api.Send("PUT", $"{_request}/discussions/{note.Id}", json => json.WriteBoolean("resolved", isGone)));

    public string? WriteCheck(CheckReport check)
    {
        // The pipeline runs in the source's project, which is another for a fork.
        var project = host.Variable("CI_PROJECT_ID") is { } own && own.All(char.IsAsciiDigit) ? own : change.Project;
        return Problem(api.Send("POST", $"projects/{project}/statuses/{change.Head}", json =>
        {
            json.WriteString("state", check.Conclusion is CheckConclusion.Success or CheckConclusion.Neutral ? "success" : "failed");
            json.WriteString("name", check.Name);
            json.WriteString("description", check.Title.Length <= 255 ? check.Title : check.Title[..255]);
            // Without it GitLab makes a pipeline of its own; a pipeline of another commit it refuses.
            if (host.Variable("CI_COMMIT_SHA") == change.Head && long.TryParse(host.Variable("CI_PIPELINE_ID"), out var pipeline))
                json.WriteNumber("pipeline_id", pipeline);
        }));
    }

    private static string? Problem(ApiReply reply) => reply.Problem is null ? null : reply.Problem + (reply.Status is 401 or 403 or 404 ? ". " + HostAccess.GitLabRemedy : "");

    private static Listing<HostComment> Remedied(Listing<HostComment> all) => all.Problem is null ? all : all with { Problem = all.Problem + ". " + HostAccess.GitLabRemedy };

    private string? Write(string method, string path, string body) => Problem(api.Send(method, path, json => json.WriteString("body", body)));

    private bool IsOwn(Node? author)
    {
        if (!_own.IsKnown)
            _own = (true, api.Get("user").Root?["username"]?.Text);
        return _own.Account is { } account && author?["username"]?.Text == account;
    }
}
