using System.Collections.Immutable;
using System.Text.Json;
using Gatehouse.CodeHosts.Api;
using Gatehouse.CodeHosts.Feedback;
using Gatehouse.Text;

namespace Gatehouse.CodeHosts.GitHub;

/// <summary>A pull request of GitHub over its REST API, version 2022-11-28.</summary>
internal sealed class GitHubHost(ChangeRequest change, ApiClient api) : ICodeHost
{
    private readonly string _pull = FormattableString.Invariant($"repos/{change.Project}/pulls/{change.Number}");
    private readonly string _issue = FormattableString.Invariant($"repos/{change.Project}/issues/{change.Number}");
    private (bool IsKnown, string? Login) _own;

    // The host says 65,536.
    public int CommentLimit => 65_000;

    public (string? Head, string? Problem) ReadHead()
    {
        var reply = api.Get(_pull);
        return reply.Root?["head"]?["sha"]?.Text is { } head && ObjectName.Is(head) ? (head, null) : (null, Problem(reply) ?? "the pull request names no commit");
    }

    public Listing<HostComment> Comments() => Own(_issue + "/comments");

    public string? CreateComment(string body) => Write("POST", _issue + "/comments", body);

    public string? UpdateComment(HostComment comment, string body) => Write("PATCH", $"repos/{change.Project}/issues/comments/{comment.Id}", body);

    public string? DeleteComment(HostComment comment) => Problem(api.Send("DELETE", $"repos/{change.Project}/issues/comments/{comment.Id}", _ => { }));

    public Listing<HostComment> Notes() => Own(_pull + "/comments");

    public Listing<DiffFile> Diff() => api.All(_pull + "/files", static node => node["filename"]?.Text is { } path
        ? new DiffFile(path, node["previous_filename"]?.Text ?? path, DiffLines.Of(node["patch"]?.Text)) : null);

    public string? CreateNotes(IReadOnlyList<(LineNote Note, DiffFile File, string Body)> notes)
    {
        var reply = api.Send("POST", _pull + "/reviews", json =>
        {
            json.WriteString("commit_id", change.Head);
            json.WriteString("event", "COMMENT");
            json.WriteString("body", FormattableString.Invariant($"Gatehouse: {notes.Count} finding{(notes.Count == 1 ? "" : "s")} at lines of this change."));
            json.WriteStartArray("comments");
            foreach (var (note, file, body) in notes)
            {
                json.WriteStartObject();
                json.WriteString("path", file.Path);
                json.WriteNumber("line", note.Line);
                json.WriteString("side", "RIGHT");
                json.WriteString("body", body);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
        return Problem(reply);
    }

    // Resolving a thread is for GraphQL alone: over REST the note says it.
    public string? SetNote(HostComment note, string body, bool isGone) => Write("PATCH", $"repos/{change.Project}/pulls/comments/{note.Id}", body);

    public string? WriteCheck(CheckReport check) => new GitHubCheck(change, api).Write(check);

    internal static string? Problem(ApiReply reply) => reply.Problem is null ? null : reply.Problem + reply.Status switch
    {
        401 => ". The token is not accepted. " + HostAccess.GitHubRemedy,
        403 or 404 => ". Give the job the permissions pull-requests: write and checks: write",
        _ => "",
    };

    private string? Write(string method, string path, string body) => Problem(api.Send(method, path, json => json.WriteString("body", body)));

    private Listing<HostComment> Own(string path)
    {
        var all = api.All(path, node => node["id"]?.Text is { } id && id.All(char.IsAsciiDigit) && node["body"]?.Text is { } body && IsOwn(node["user"]) ? new HostComment(id, body) : null);
        return all.Problem is null ? all : all with { Problem = all.Problem + ". Give the job the permissions pull-requests: write and checks: write" };
    }

    // A job's token is the app's and may not ask who it is; then a comment of any app may be ours, one of a person never.
    private bool IsOwn(Node? user)
    {
        if (!_own.IsKnown)
            _own = (true, api.Get("user").Root?["login"]?.Text);
        return _own.Login is { } login ? user?["login"]?.Text == login : user?["type"]?.Text == "Bot";
    }
}
