using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Gatehouse.Text;

namespace Gatehouse.Refinery;

/// <summary>
/// Reads both forms. GitHub: a line with one bad owner is void, <c>!</c> is not known. GitLab (known by a section, or by
/// where it lies): sections with default owners, <c>^</c> for optional ones, <c>[n]</c> approvals, <c>!</c> exclusions; a
/// bad owner alone is left out.
/// </summary>
internal static class CodeOwnersFile
{
    private const int LargestFile = 3 << 20; // GitHub's own bound.
    private const int MostRules = 20_000;
    private const int LongestPattern = 1000;

    public static CodeOwners Read(ReadOnlySpan<byte> bytes, string source)
    {
        if (bytes.Length > LargestFile)
            return new CodeOwners([], [new RefineWarning(source, "it is larger than 3 MiB and was not read, so nobody owns anything. Shorten it.")]);
        var lines = TextDecoding.ToText(bytes, out _).Split('\n');
        var isGitLab = source.StartsWith(".gitlab/", StringComparison.Ordinal) || lines.Any(line => Header.TryParse(line.Trim(), out _));
        var reading = new Reading(source, isGitLab);
        for (var i = 0; i < lines.Length && reading.Rules.Count < MostRules; i++)
            reading.Line(lines[i], i + 1);
        if (reading.Rules.Count == MostRules)
            reading.Warn(lines.Length, string.Create(CultureInfo.InvariantCulture, $"only the first {MostRules} patterns were read. Shorten the file."));
        return new CodeOwners([.. reading.Rules], [.. reading.Warnings]);
    }

    private sealed class Reading(string source, bool isGitLab)
    {
        private string _section = "";
        private ImmutableArray<string> _defaults = [];

        public List<OwnerRule> Rules { get; } = [];

        public List<RefineWarning> Warnings { get; } = [];

        public void Warn(int number, string message) => Warnings.Add(new RefineWarning(FormattableString.Invariant($"{source}:{number}"), message));

        public void Line(string line, int number)
        {
            var text = line.Trim();
            if (text.Length == 0 || text[0] == '#')
                return;
            if (isGitLab && text[0] is '[' or '^')
            {
                Section(text, number);
                return;
            }

            var words = Words(text);
            var pattern = words[0];
            var isExclusion = pattern.StartsWith('!');
            if (isExclusion && !isGitLab)
                Warn(number, "GitHub knows no pattern that begins with \"!\", so the line is skipped. Name the paths themselves.");
            else if (pattern.Length > LongestPattern || pattern is "!" or "/")
                Warn(number, "the pattern is empty or longer than 1,000 characters, so the line is skipped.");
            else if (Owners(words[1..], number) is { } owners)
                Rules.Add(new OwnerRule(_section, new OwnerPattern(isExclusion ? pattern[1..] : pattern), words.Count == 1 ? _defaults : owners, isExclusion));
        }

        private void Section(string text, int number)
        {
            if (!Header.TryParse(text, out var header))
            {
                Warn(number, "a section is written [Name], [Name][2] or ^[Name]; the line is skipped.");
                return;
            }

            _section = header.Name.ToLowerInvariant();
            _defaults = Owners(Words(header.Rest), number) ?? [];
        }

        // Null where the line is void.
        private ImmutableArray<string>? Owners(IReadOnlyList<string> words, int number)
        {
            var owners = words.Where(IsOwner).ToImmutableArray();
            if (owners.Length == words.Count)
                return owners;
            var wrong = words.First(word => !IsOwner(word));
            Warn(number, $"\"{(wrong.Length > 60 ? wrong[..59] + "…" : wrong)}\" is no owner: write @name, @organisation/team or an e-mail address. {(isGitLab ? "It is left out." : "The whole line is skipped.")}");
            return isGitLab ? owners : null;
        }

        private static bool IsOwner(string word) => word.Length is >= 2 and <= 300 && word.IndexOf('@', StringComparison.Ordinal) is var at and >= 0 && at < word.Length - 1;

        // Blanks part; "\ " is a blank within a path; " #" begins a comment.
        private static List<string> Words(string text)
        {
            var words = new List<string>();
            var word = new StringBuilder();
            for (var i = 0; i <= text.Length; i++)
            {
                if (i == text.Length || char.IsWhiteSpace(text[i]))
                {
                    if (word.Length > 0)
                        words.Add(word.ToString());
                    word.Clear();
                }
                else if (text[i] == '#' && word.Length == 0)
                {
                    break;
                }
                else if (text[i] == '\\' && i + 1 < text.Length && text[i + 1] is ' ' or '#')
                {
                    word.Append(text[++i]);
                }
                else
                {
                    word.Append(text[i]);
                }
            }

            return words;
        }
    }

    private readonly record struct Header(string Name, string Rest)
    {
        public static bool TryParse(string text, out Header header)
        {
            header = default;
            var start = text.StartsWith('^') ? 1 : 0;
            if (start >= text.Length || text[start] != '[')
                return false;
            var close = text.IndexOf(']', start);
            if (close <= start + 1)
                return false;
            var name = text[(start + 1)..close].Trim();
            var rest = text[(close + 1)..];
            if (rest.StartsWith('['))
            {
                var end = rest.IndexOf(']', StringComparison.Ordinal);
                if (end < 2 || !int.TryParse(rest.AsSpan(1, end - 1), NumberStyles.None, CultureInfo.InvariantCulture, out _))
                    return false;
                rest = rest[(end + 1)..];
            }

            // "[ab]*.c @x" is a pattern with a class of characters, not a section.
            if (rest.Length > 0 && !char.IsWhiteSpace(rest[0]))
                return false;
            header = new Header(name, rest);
            return name.Length > 0;
        }
    }
}
