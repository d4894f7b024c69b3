namespace Gatehouse.Model;

/// <summary>The commit that brought something into a repository's history. Nobody vouches for the name and the time in it.</summary>
/// <param name="Commit">The commit's id in hex.</param>
/// <param name="Author">Who wrote it; may be empty.</param>
/// <param name="Email">The author's address; may be empty.</param>
/// <param name="Time">When, by the author's clock.</param>
public sealed record Introduction(string Commit, string Author, string Email, DateTimeOffset Time)
{
    /// <summary>True where what is checked out (HEAD) still holds it.</summary>
    public bool IsInTree { get; init; }

    /// <summary>False where no branch, tag or other ref leads to the commit: what an amended commit left behind.</summary>
    public bool IsReachable { get; init; } = true;

    /// <summary>The commit's place in the history: of two the earlier has the lower.</summary>
    public int Order { get; init; }

    /// <summary>Which content of a path is meant, where a history has several: the source's own number, 0 for the only one.</summary>
    public int Version { get; init; }
}
