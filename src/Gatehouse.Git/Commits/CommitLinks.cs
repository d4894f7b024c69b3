using System.Collections.Immutable;

namespace Gatehouse.Git;

/// <summary>The part of a commit that history is walked by.</summary>
internal readonly record struct CommitLinks(ObjectId Tree, ImmutableArray<ObjectId> Parents, long CommitSeconds)
{
    private const int MaxParents = 10_000;

    public static bool TryParse(ReadOnlySpan<byte> text, out ObjectId tree, out ImmutableArray<ObjectId> parents, out long seconds, out int rest)
    {
        parents = [];
        seconds = 0;
        rest = 0;
        if (!TryIdLine(text, "tree "u8, out tree, out var at))
            return false;
        var found = ImmutableArray.CreateBuilder<ObjectId>(2);
        while (TryIdLine(text[at..], "parent "u8, out var parent, out var length))
        {
            if (found.Count == MaxParents)
                return false;
            found.Add(parent);
            at += length;
        }

        parents = found.DrainToImmutable();
        rest = at;
        var line = text[at..].IndexOf((byte)'\n');
        if (line < 0 || !text[at..].StartsWith("author "u8))
            return false;
        at += line + 1;
        var committer = text[at..];
        if (!committer.StartsWith("committer "u8))
            return false;
        var end = committer.IndexOf((byte)'\n');
        seconds = GitSignature.Seconds(end < 0 ? committer : committer[..end]);
        return true;
    }

    private static bool TryIdLine(ReadOnlySpan<byte> text, ReadOnlySpan<byte> name, out ObjectId id, out int length)
    {
        id = default;
        length = name.Length + ObjectId.HexLength + 1;
        return text.Length >= length
            && text.StartsWith(name)
            && text[length - 1] == '\n'
            && ObjectId.TryParse(text.Slice(name.Length, ObjectId.HexLength), out id);
    }
}
