namespace Gatehouse.CodeHosts.GitHub;

/// <summary>What may stand in a path of GitHub's API.</summary>
internal static class GitHubNames
{
    /// <summary><c>owner/name</c> of letters, digits and <c>-_.</c>, neither of them dots alone.</summary>
    public static bool IsRepository(string text)
    {
        var parts = text.Split('/');
        return parts.Length == 2 && Array.TrueForAll(parts, part => part.Length is > 0 and <= 100 && part.Trim('.').Length > 0 && part.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'));
    }
}
