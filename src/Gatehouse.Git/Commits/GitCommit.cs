using System.Collections.Immutable;
using System.Text;

namespace Gatehouse.Git;

/// <summary>A commit (git-commit-tree(1), "Commit Information").</summary>
public sealed class GitCommit
{
    private readonly byte[] _bytes;
    private readonly Range _author, _committer, _message;

    private GitCommit(ObjectId id, byte[] bytes, ObjectId tree, ImmutableArray<ObjectId> parents, Range author, Range committer, Range message)
    {
        Id = id;
        Tree = tree;
        Parents = parents;
        _bytes = bytes;
        _author = author;
        _committer = committer;
        _message = message;
    }

    /// <summary>Its id.</summary>
    public ObjectId Id { get; }

    /// <summary>The tree of its files.</summary>
    public ObjectId Tree { get; }

    /// <summary>Its parents in order; empty for a root. At a shallow clone's boundary they are named and not there.</summary>
    public ImmutableArray<ObjectId> Parents { get; }

    /// <summary>Who wrote it, and when.</summary>
    public GitSignature Author => GitSignature.Parse(_bytes.AsSpan(_author));

    /// <summary>Who committed it, and when.</summary>
    public GitSignature Committer => GitSignature.Parse(_bytes.AsSpan(_committer));

    /// <summary>The whole message; what is not UTF-8 is replaced.</summary>
    public string Message => Encoding.UTF8.GetString(_bytes.AsSpan(_message));

    /// <summary>The first line of the message.</summary>
    public string Subject => Encoding.UTF8.GetString(FirstLine(_bytes.AsSpan(_message)));

    internal static GitCommit? Parse(ObjectId id, ReadOnlySpan<byte> text)
    {
        if (!CommitLinks.TryParse(text, out var tree, out var parents, out _, out var rest))
            return null;
        Range author = default, committer = default;
        var at = rest;
        while (at < text.Length && text[at] != '\n')
        {
            var end = text[at..].IndexOf((byte)'\n');
            end = end < 0 ? text.Length : at + end;
            var line = text[at..end];
            if (line.StartsWith("author "u8))
                author = (at + 7)..end;
            else if (line.StartsWith("committer "u8))
                committer = (at + 10)..end;
            at = Math.Min(text.Length, end + 1);
        }

        var message = Math.Min(text.Length, at + 1)..text.Length;
        return new GitCommit(id, text.ToArray(), tree, parents, author, committer, message);
    }

    private static ReadOnlySpan<byte> FirstLine(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOf((byte)'\n');
        return end < 0 ? text : text[..end];
    }
}
