using Gatehouse.Git;
using Gatehouse.Host;
using Gatehouse.Model;

namespace Gatehouse.Cli;

/// <summary>Reads a subject as the command line writes it: a revision of the repository, or <c>[image:NAME@]sha256:DIGEST</c>.</summary>
internal static class SubjectText
{
    public static (Subject? Subject, string? Problem) Resolve(string text, string folder, HostEnvironment host)
    {
        var digest = text.IndexOf("sha256:", StringComparison.Ordinal);
        if (digest >= 0)
        {
            var hex = text[(digest + 7)..];
            if (hex.Length != 64 || hex.Any(c => !char.IsAsciiHexDigitLower(c) && !char.IsAsciiDigit(c)))
                return (null, $"{text}: sha256: is followed by 64 lower-case hexadecimal digits");
            var name = text[..digest].TrimEnd('@', ':');
            var isImage = name.StartsWith("image:", StringComparison.Ordinal);
            if (isImage)
                name = name["image:".Length..];
            return (Subject.OfSha256(isImage || name.Length == 0 ? SubjectKind.Image : SubjectKind.File, name.Length == 0 ? $"sha256:{hex[..12]}" : name, hex), null);
        }

        if (!GitRepository.Discover(Path.GetFullPath(folder, host.WorkingFolder), out var repository, out var why))
            return (null, $"{text}: {why.Sentence}. Name an artifact by sha256:DIGEST");
        using (repository)
        {
            if (!repository.TryResolveCommit(text, out var commit, out why))
                return (null, $"{text}: {why.Sentence}");
            var branch = repository.TryReadHead(out var head, out _) && head.Commit == commit ? head.Branch : null;
            return (Subject.OfCommit(commit.ToString(), branch is null ? commit.ToShortString() : $"{branch}@{commit.ToShortString()}"), null);
        }
    }
}
