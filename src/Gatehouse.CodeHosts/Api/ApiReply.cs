using System.Collections.Immutable;
using Gatehouse.Text;

namespace Gatehouse.CodeHosts.Api;

/// <summary>What the host's API says to one request.</summary>
/// <param name="Status">0 where there was no answer.</param>
/// <param name="Root">The document; null where there is none.</param>
/// <param name="Problem">One sentence where the request was not granted.</param>
internal sealed record ApiReply(int Status, Node? Root, string? Problem)
{
    /// <summary>The page after this one; null where this is the last.</summary>
    public string? Next { get; init; }
}

/// <summary>A list that was read page by page.</summary>
/// <param name="Items">What was read.</param>
/// <param name="Problem">Null where that is all of it.</param>
internal sealed record Listing<T>(ImmutableArray<T> Items, string? Problem)
{
    public static Listing<T> Failed(string problem) => new([], problem);
}
