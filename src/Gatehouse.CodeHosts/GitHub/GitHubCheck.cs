using System.Text.Json;
using Gatehouse.CodeHosts.Api;
using Gatehouse.CodeHosts.Feedback;
using Gatehouse.Host;
using Gatehouse.Model;

namespace Gatehouse.CodeHosts.GitHub;

/// <summary>A check run with annotations; a commit status where the token may write no check run (a person's token never may).</summary>
internal sealed class GitHubCheck(ChangeRequest change, ApiClient api)
{
    // The API takes 50 a request.
    private const int Batch = 50;
    private const int MostAnnotations = 200;

    public string? Write(CheckReport check)
    {
        var batches = check.Notes.Take(MostAnnotations).Chunk(Batch).ToList();
        var created = api.Send("POST", $"repos/{change.Project}/check-runs", json =>
        {
            json.WriteString("name", check.Name);
            json.WriteString("head_sha", change.Head);
            json.WriteString("status", "completed");
            json.WriteString("conclusion", Word(check.Conclusion));
            WriteOutput(json, check, batches.Count == 0 ? [] : batches[0]);
        });
        if (created.Status is 403 or 404)
            return WriteStatus(check);
        if (created.Problem is not null)
            return GitHubHost.Problem(created);
        if (created.Root?["id"]?.Text is not { } id || !id.All(char.IsAsciiDigit))
            return "the check run has no id, so not all annotations could be added";
        foreach (var batch in batches.Skip(1))
        {
            var reply = api.Send("PATCH", $"repos/{change.Project}/check-runs/{id}", json => WriteOutput(json, check, batch));
            if (reply.Problem is not null)
                return GitHubHost.Problem(reply);
        }

        return null;
    }

    private string? WriteStatus(CheckReport check)
    {
        var reply = api.Send("POST", $"repos/{change.Project}/statuses/{change.Head}", json =>
        {
            json.WriteString("state", check.Conclusion is CheckConclusion.Success or CheckConclusion.Neutral ? "success" : "failure");
            json.WriteString("context", check.Name);
            json.WriteString("description", Cut(check.Title, 140));
        });
        return GitHubHost.Problem(reply);
    }

    private static void WriteOutput(Utf8JsonWriter json, CheckReport check, LineNote[] notes)
    {
        json.WriteStartObject("output");
        json.WriteString("title", Cut(check.Title, 255));
        json.WriteString("summary", check.Summary);
        json.WriteStartArray("annotations");
        foreach (var note in notes)
        {
            json.WriteStartObject();
            json.WriteString("path", note.Path);
            json.WriteNumber("start_line", note.Line);
            json.WriteNumber("end_line", Math.Max(note.Line, note.Finding.Location?.Region?.EndLine ?? note.Line));
            json.WriteString("annotation_level", note.Stops ? "failure" : "warning");
            json.WriteString("title", Cut(Terminal.Clean(note.Finding.Title ?? note.Finding.RuleId), 255));
            json.WriteString("message", Cut(Terminal.Clean($"{note.Finding.Severity.ToLabel()}: {note.Finding.Message} {note.Finding.Remedy}").Trim(), 8_000));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string Word(CheckConclusion conclusion) => conclusion switch
    {
        CheckConclusion.Success => "success",
        CheckConclusion.Neutral => "neutral",
        CheckConclusion.Failure => "failure",
        CheckConclusion.ActionRequired => "action_required",
    };

    private static string Cut(string text, int most) => text.Length <= most ? text : text[..(most - 1)] + "…";
}
