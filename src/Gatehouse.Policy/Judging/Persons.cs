namespace Gatehouse.Policy;

/// <summary>Whether two names are of one person, as far as the names tell.</summary>
internal static class Persons
{
    private const string GitHubNoReply = "@users.noreply.github.com";

    public static bool Same(string a, string b) => Plain(a).Equals(Plain(b), StringComparison.OrdinalIgnoreCase);

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
