namespace Gatehouse.CodeHosts.Feedback;

/// <summary>Keeps one comment a scope: the oldest is updated, and what two jobs at once made twice is taken away.</summary>
internal static class CommentWriter
{
    public static void Write(ICodeHost host, FeedbackText text, FeedbackLog log)
    {
        const string What = "the comment";
        var comments = host.Comments();
        var own = comments.Items.Where(comment => comment.Body.Contains(Marker.OfComment(text.Scope), StringComparison.Ordinal)).ToList();
        // Where not all could be read, ours may be among the rest: a second one would stay for ever.
        if (own.Count == 0 && comments.Problem is { } problem)
        {
            log.Failed(What, problem);
            return;
        }

        log.Note(What, own.Count == 0 ? host.CreateComment(text.Comment) : own[0].Body.Trim() == text.Comment.Trim() ? null : host.UpdateComment(own[0], text.Comment));
        foreach (var twin in own.Skip(1))
        {
            if (host.DeleteComment(twin) is { } left)
                log.Failed("a second comment to be removed", left);
        }
    }
}
