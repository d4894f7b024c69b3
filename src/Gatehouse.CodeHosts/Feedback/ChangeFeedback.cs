using System.Collections.Immutable;
using Gatehouse.CodeHosts.Api;
using Gatehouse.CodeHosts.GitHub;
using Gatehouse.CodeHosts.GitLab;
using Gatehouse.Formats;
using Gatehouse.Host;

namespace Gatehouse.CodeHosts.Feedback;

/// <summary>What is to be told on a change request.</summary>
public sealed record FeedbackRequest
{
    /// <summary>The finished run.</summary>
    public required RunDocument Document { get; init; }

    /// <summary>Which of several jobs this is: each keeps a comment of its own. Any text.</summary>
    public required string Scope { get; init; }

    /// <summary>The name of the check: <c>Gatehouse: code</c>.</summary>
    public required string CheckName { get; init; }

    /// <summary>The judged folder in the repository, with a slash at its end; empty for the whole.</summary>
    public string PathPrefix { get; init; } = "";

    /// <summary>True where a failed gate is not to stop anything.</summary>
    public bool IsSoft { get; init; }
}

/// <summary>What became of it: a sentence each.</summary>
/// <param name="Done">What was written.</param>
/// <param name="Problems">What was not, why, and what to do.</param>
public sealed record FeedbackResult(ImmutableArray<string> Done, ImmutableArray<string> Problems);

/// <summary>
/// Tells a run where its change is discussed: one comment kept up to date, notes at the lines that block or warn, and a check.
/// Nothing here changes a verdict: what cannot be written is said.
/// </summary>
public static class ChangeFeedback
{
    /// <summary>Writes it.</summary>
    public static FeedbackResult Publish(FeedbackRequest request, ChangeRequest change, HostEnvironment host, CancellationToken cancellation = default)
    {
        var log = new FeedbackLog(change);
        var (api, problem, remedy) = HostAccess.Open(change.Host, host, cancellation: cancellation);
        if (api is null)
        {
            log.Failed("the comment, the notes and the check", $"{problem}. {remedy}");
            return log.Result;
        }

        using (api)
        {
            ICodeHost codeHost = change.Host == CodeHostKind.GitHub ? new GitHubHost(change, api) : new GitLabHost(change, api, host);
            Publish(request, change, codeHost, log);
        }

        return log.Result;
    }

    private static void Publish(FeedbackRequest request, ChangeRequest change, ICodeHost host, FeedbackLog log)
    {
        var notes = LineNotes.Of(request);
        var text = new FeedbackText(request, host.CommentLimit);
        if (host.ReadHead() is var (head, problem) && problem is not null)
        {
            log.Failed("the comment and the notes", problem);
        }
        else if (head != change.Head)
        {
            // An older job that ends late must not write over what the newer one said.
            log.Skipped($"{change.Name} has moved on to {ObjectName.Short(head!)}: its own job comments");
        }
        else
        {
            CommentWriter.Write(host, text, log);
            NoteWriter.Write(host, text, notes, request.Document, log);
        }

        var check = CheckReport.Of(request, text, notes);
        log.Note("the check", host.WriteCheck(check));
    }
}
