using Gatehouse.Git.History;

namespace Gatehouse.Git;

/// <content>History.</content>
public sealed partial class GitRepository
{
    /// <summary>The best common ancestor of two commits, or why there is no safe answer.</summary>
    public MergeBaseResult MergeBase(ObjectId left, ObjectId right) => MergeBases.Find(this, left, right);
}
