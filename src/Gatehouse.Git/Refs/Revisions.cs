using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Gatehouse.Git.Objects;
using Gatehouse.Git.Refs;

namespace Gatehouse.Git;

/// <content>Names of commits (gitrevisions(7)).</content>
public sealed partial class GitRepository
{
    private const int MaxTagDepth = 64;
    private const int MaxSteps = 100_000;

    private static readonly string[] Prefixes = ["", "refs/", "refs/tags/", "refs/heads/", "refs/remotes/"];

    /// <summary>Reads HEAD.</summary>
    public bool TryReadHead([NotNullWhen(true)] out GitHead? head, [NotNullWhen(false)] out GitProblem? problem)
    {
        head = null;
        var value = _refs.Read("HEAD", out problem);
        if (value is null)
        {
            problem ??= GitProblem.Corrupt($"{GitFolder} has no HEAD");
            return false;
        }

        if (value.Value.Symbolic is not { } target)
        {
            head = new GitHead(null, value.Value.Id);
            return true;
        }

        var commit = _refs.Resolve(target, out problem);
        if (problem is not null)
            return false;
        head = new GitHead(target, commit);
        return true;
    }

    /// <summary>The default branch of a remote as the clone recorded it, <c>main</c>; null where it did not.</summary>
    public string? RemoteDefaultBranch(string remote = "origin")
    {
        var prefix = $"refs/remotes/{remote}/";
        var value = _refs.Read(prefix + "HEAD", out _);
        return value?.Symbolic is { } target && target.StartsWith(prefix, StringComparison.Ordinal) ? target[prefix.Length..] : null;
    }

    /// <summary>The id that a full ref name stands for; null where there is no such ref or it cannot be read.</summary>
    public ObjectId? ReadRef(string fullName) => _refs.Resolve(fullName, out _);

    /// <summary>
    /// Resolves a name of an object: a full or abbreviated id, a branch, tag or remote branch, each with any of
    /// <c>^ ^N ~N ^{kind} ^{}</c>. Not known: <c>@{…}</c>, <c>:path</c>, <c>:/text</c>, <c>git describe</c> names.
    /// </summary>
    public bool TryResolve(string revision, out ObjectId id, [NotNullWhen(false)] out GitProblem? problem)
    {
        id = default;
        var split = revision.AsSpan().IndexOfAny('^', '~');
        var name = split < 0 ? revision : revision[..split];
        if (name.Contains(':', StringComparison.Ordinal) || name.Contains("@{", StringComparison.Ordinal))
        {
            problem = GitProblem.Unsupported($"{Escape.Text(revision)}: names with ':' or '@{{' are not known here; give a branch, a tag or an id");
            return false;
        }

        if (!TryResolveName(name, out id, out problem))
            return false;
        var suffix = split < 0 ? [] : revision.AsSpan(split);
        while (!suffix.IsEmpty)
        {
            if (!TryStep(ref suffix, ref id, revision, out problem))
                return false;
        }

        problem = null;
        return true;
    }

    /// <summary>Resolves a name as <see cref="TryResolve"/> does and follows tags to the commit.</summary>
    public bool TryResolveCommit(string revision, out ObjectId commit, [NotNullWhen(false)] out GitProblem? problem) =>
        TryResolve(revision, out commit, out problem) && TryPeel(commit, ObjectKind.Commit, out commit, out problem);

    /// <summary>Follows annotated tags, and a commit to its tree, until an object of the wanted kind is reached.</summary>
    public bool TryPeel(ObjectId id, ObjectKind wanted, out ObjectId peeled, [NotNullWhen(false)] out GitProblem? problem)
    {
        peeled = id;
        for (var depth = 0; depth < MaxTagDepth; depth++)
        {
            if (!TryReadSize(peeled, out var kind, out _, out problem))
                return false;
            if (kind == wanted || (wanted == ObjectKind.None && kind != ObjectKind.Tag))
                return true;
            if (kind == ObjectKind.Commit && wanted == ObjectKind.Tree)
            {
                if (!TryReadCommit(peeled, out var commit, out problem))
                    return false;
                peeled = commit.Tree;
                continue;
            }

            if (kind != ObjectKind.Tag)
            {
                problem = GitProblem.NotFound($"{id} leads to a {Name(kind)}, not to a {Name(wanted)}");
                return false;
            }

            if (!TryRead(peeled, out var tag, out problem, 16 << 20))
                return false;
            var text = tag.Bytes.Span;
            if (!text.StartsWith("object "u8) || text.Length < 7 + ObjectId.HexLength || !ObjectId.TryParse(text.Slice(7, ObjectId.HexLength), out peeled))
            {
                problem = GitProblem.Corrupt($"tag {peeled} names no object");
                return false;
            }
        }

        problem = GitProblem.TooLarge($"{id} is a tag of a tag, more than {MaxTagDepth} deep");
        return false;
    }

    private static string Name(ObjectKind kind) => kind switch
    {
        ObjectKind.Commit => "commit",
        ObjectKind.Tree => "tree",
        ObjectKind.Blob => "blob",
        ObjectKind.Tag => "tag",
        ObjectKind.None => "object",
    };

    private bool TryResolveName(string name, out ObjectId id, [NotNullWhen(false)] out GitProblem? problem)
    {
        problem = null;
        if (name is "" or "@")
            name = "HEAD";
        if (ObjectId.TryParse(name.AsSpan(), out id))
            return true;
        foreach (var full in Prefixes.Select(prefix => prefix + name).Append($"refs/remotes/{name}/HEAD"))
        {
            if (_refs.Resolve(full, out problem) is { } found)
            {
                id = found;
                return true;
            }

            if (problem is not null)
                return false;
        }

        if (name.Length is >= 4 and < ObjectId.HexLength && name.All(char.IsAsciiHexDigit))
            return Abbreviation.TryResolve(_store, name, out id, out problem);
        problem = GitProblem.NotFound(name == "HEAD"
            ? "HEAD has no commit yet"
            : $"{Escape.Text(name)} is no branch, tag, remote branch or object id of this repository; a CI checkout may have to fetch it");
        return false;
    }

    private bool TryStep(ref ReadOnlySpan<char> suffix, ref ObjectId id, string revision, [NotNullWhen(false)] out GitProblem? problem)
    {
        var sign = suffix[0];
        suffix = suffix[1..];
        if (sign == '^' && !suffix.IsEmpty && suffix[0] == '{')
        {
            var end = suffix.IndexOf('}');
            ObjectKind? wanted = end < 0 ? null : suffix[1..end] switch
            {
                "commit" => ObjectKind.Commit,
                "tree" => ObjectKind.Tree,
                "blob" => ObjectKind.Blob,
                "tag" => ObjectKind.Tag,
                "" => ObjectKind.None,
                _ => null,
            };
            if (wanted is null)
            {
                problem = GitProblem.Unsupported($"{Escape.Text(revision)}: after ^ stands {{commit}}, {{tree}}, {{blob}}, {{tag}} or {{}}");
                return false;
            }

            suffix = suffix[(end + 1)..];
            return TryPeel(id, wanted.Value, out id, out problem);
        }

        var digits = suffix.IndexOfAnyExceptInRange('0', '9');
        var text = digits < 0 ? suffix : suffix[..digits];
        suffix = suffix[text.Length..];
        var count = 1;
        if (sign is not ('^' or '~') || (!text.IsEmpty && (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out count) || count > MaxSteps)))
        {
            problem = GitProblem.Unsupported($"{Escape.Text(revision)} is no name of a commit that this reader knows");
            return false;
        }

        if (!TryPeel(id, ObjectKind.Commit, out id, out problem))
            return false;
        for (var step = 0; step < (sign == '~' ? count : Math.Min(count, 1)); step++)
        {
            if (!TryReadCommit(id, out var commit, out problem))
                return false;
            var parent = sign == '~' ? 0 : count - 1;
            var isBoundary = ShallowCommits.Contains(id); // It names parents that are not there.
            if (isBoundary || parent >= commit.Parents.Length)
            {
                problem = isBoundary
                    ? new GitProblem(GitProblemKind.Shallow, $"{Escape.Text(revision)} lies beyond the boundary of this shallow clone; `git fetch --unshallow` brings the rest")
                    : GitProblem.NotFound($"{Escape.Text(revision)}: commit {id.ToShortString()} has {commit.Parents.Length} parents");
                return false;
            }

            id = commit.Parents[parent];
        }

        return true;
    }
}
