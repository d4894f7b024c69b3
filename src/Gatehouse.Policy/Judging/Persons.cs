namespace Gatehouse.Policy;

/// <summary>Whether two names are of one person, as far as the names tell.</summary>
internal static class Persons
{
    private const string GitHubNoReply = "@users.noreply.github.com";

    public static bool Same(string a, string b) => Plain(a).Equals(Plain(b), StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Whether the name is certainly nobody's of the others: one of them has to be of the same form, since no name tells
    /// which account an address belongs to.
    /// </summary>
    public static bool IsAnother(string name, IReadOnlyCollection<string> others) =>
        !others.Any(other => Same(name, other)) && others.Any(other => IsAddress(other) == IsAddress(name) && !Plain(other).Contains(' ', StringComparison.Ordinal));

    /// <summary><c>@org/team</c>, GitLab's <c>@group/sub</c> too.</summary>
    public static bool IsTeam(string owner) => owner.StartsWith('@') && owner.Contains('/', StringComparison.Ordinal);

    private static bool IsAddress(string name) => Plain(name).Contains('@', StringComparison.Ordinal);

    /// <summary>
    /// The address of <c>Name &lt;address&gt;</c>, the account of <c>@account</c> and of GitHub's no-reply addresses
    /// (<c>123+account@users.noreply.github.com</c>): an author must not become another by the way his name is written.
    /// </summary>
    private static string Plain(string name)
    {
        var text = name.Trim();
        var open = text.LastIndexOf('<');
        if (open >= 0 && text.EndsWith('>'))
            text = text[(open + 1)..^1].Trim();
        if (text.EndsWith(GitHubNoReply, StringComparison.OrdinalIgnoreCase))
        {
            text = text[..^GitHubNoReply.Length];
            text = text[(text.IndexOf('+', StringComparison.Ordinal) + 1)..];
        }

        return text.TrimStart('@');
    }
}
