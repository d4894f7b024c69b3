using Gatehouse.CodeHosts.Feedback;
using Gatehouse.Model;
using Gatehouse.Pipeline;

namespace Gatehouse.Cli.Verbs;

/// <summary><c>--comment</c>: tells a finished run on its change request. What cannot be written is said and changes no exit code.</summary>
internal static class CommentStep
{
    public static void Write(App app, RunOutcome outcome, RunOptions options, bool isSoft)
    {
        if (outcome.Change is not { } change)
        {
            Say(app, "--comment: " + (outcome.ChangeProblem ?? "this is no job for a pull request of GitHub or a merge request of GitLab, so there is nowhere to comment"));
            return;
        }

        var gates = string.Join(", ", options.Stages.Select(stage => stage.ToName()));
        var folder = outcome.PathPrefix.TrimEnd('/');
        var result = ChangeFeedback.Publish(
            new FeedbackRequest
            {
                Document = outcome.Document,
                Scope = string.Join('\n', app.Host.Variable("GITHUB_WORKFLOW"), app.Host.Variable("GITHUB_JOB") ?? app.Host.Variable("CI_JOB_NAME"), gates, folder),
                CheckName = "Gatehouse" + (gates.Length > 0 ? ": " + gates : "") + (folder.Length > 0 ? $" ({folder})" : ""),
                PathPrefix = outcome.PathPrefix,
                IsSoft = isSoft,
            },
            change,
            app.Host,
            app.Cancellation);
        if (result.Done.Length > 0)
            Say(app, $"{change.Name}: wrote {string.Join(", ", result.Done)}");
        foreach (var problem in result.Problems)
            Say(app, problem);
    }

    private static void Say(App app, string sentence) => app.Terminal.Error.WriteLine("gatehouse: " + Host.Terminal.Clean(sentence));
}
