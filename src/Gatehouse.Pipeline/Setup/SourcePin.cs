namespace Gatehouse.Pipeline.Setup;

/// <summary>The commit of Gatehouse's source that a CI job builds.</summary>
/// <param name="Url">Without credentials; https or ssh.</param>
/// <param name="Revision">40 lower-case hex digits.</param>
public sealed record SourcePin(string Url, string Revision)
{
    internal const string UrlName = "GATEHOUSE_REPOSITORY";
    internal const string RevisionName = "GATEHOUSE_REVISION";

    /// <summary>The pin of two options; null where neither is given; a problem where they are not both sound.</summary>
    public static (SourcePin? Pin, string? Problem) Read(string? url, string? revision)
    {
        if (url is null && revision is null)
            return (null, null);
        if (url is null || revision is null)
            return (null, "--source and --revision go together: which repository, and which commit of it");
        if (!IsUrl(url))
            return (null, "--source: an https:// or ssh:// address without credentials, query or blanks is wanted");
        return revision.Length == 40 && revision.All(char.IsAsciiHexDigitLower)
            ? (new SourcePin(url, revision), null)
            : (null, "--revision: the 40 lower-case hex digits of a commit are wanted; a branch or tag may move");
    }

    /// <summary>The pin that a file of an earlier init holds, so that running again without options keeps it.</summary>
    internal static SourcePin? In(string? text) =>
        text is not null && Quoted(text, UrlName) is { } url && Quoted(text, RevisionName) is { } revision ? Read(url, revision).Pin : null;

    private static string? Quoted(string text, string name)
    {
        var at = text.IndexOf(name + ": \"", StringComparison.Ordinal);
        if (at < 0)
            return null;
        var from = at + name.Length + 3;
        var end = text.IndexOf('"', from);
        return end < 0 ? null : text[from..end];
    }

    private static bool IsUrl(string url)
    {
        var rest = url.StartsWith("https://", StringComparison.Ordinal) ? url[8..] : url.StartsWith("ssh://", StringComparison.Ordinal) ? url[6..] : "";
        return rest.Length is > 0 and <= 500
            && rest.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '/' or '-' or '~' or ':' or '@' or '+')
            && (!rest.Contains('@', StringComparison.Ordinal) || (url.StartsWith("ssh://", StringComparison.Ordinal) && !rest[..rest.IndexOf('@', StringComparison.Ordinal)].Contains(':', StringComparison.Ordinal)));
    }
}
