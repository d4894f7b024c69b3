namespace Gatehouse.Policy;

/// <summary>What <c>extends</c> names: a policy by the SHA-256 of its file, and where a copy of it may lie.</summary>
/// <param name="Path">From the repository's root, with <c>/</c>; null where only the digest is named.</param>
/// <param name="Digest">64 lower-case hexadecimal digits.</param>
public sealed record ExtendsPin(string? Path, string Digest)
{
    private const string Mark = "sha256:";
    private const string Wanted = "PATH@sha256:DIGEST or sha256:DIGEST is wanted, such as policies/acme.yaml@sha256:… with the 64 digits that sha256sum prints";

    /// <summary>Reads it.</summary>
    /// <returns>The pin; or a sentence for what is wrong.</returns>
    public static (ExtendsPin? Pin, string? Problem) Read(string text)
    {
        if (text.Contains("://", StringComparison.Ordinal))
            return (null, "no policy is fetched over the network: keep a copy in the repository, or in the folder that GATEHOUSE_POLICIES names");
        var mark = text.LastIndexOf(Mark, StringComparison.Ordinal);
        if (mark < 0)
            return (null, "a policy is pinned by its digest; " + Wanted);
        var digest = text[(mark + Mark.Length)..];
        if (digest.Length != 64 || !digest.All(char.IsAsciiHexDigitLower))
            return (null, Wanted);
        if (mark == 0)
            return (new ExtendsPin(null, digest), null);
        var path = text[..(mark - 1)];
        return text[mark - 1] == '@' && IsPath(path) ? (new ExtendsPin(path, digest), null) : (null, "the path is one from the repository's root, without .. and \\; " + Wanted);
    }

    /// <summary><c>policies/acme.yaml@sha256:…</c></summary>
    public override string ToString() => (Path is null ? "" : Path + "@") + Mark + Digest;

    /// <summary>The same, with as much of the digest as people compare.</summary>
    public string ToShortString() => (Path is null ? "" : Path + "@") + Mark + Digest[..12];

    internal static string? Check(string text) => Read(text).Problem;

    private static bool IsPath(string path) =>
        path.Length > 0 && !path.Contains('\\', StringComparison.Ordinal) && !path.Contains(':', StringComparison.Ordinal) && path.Split('/').All(part => part is not ("" or "." or ".."));
}
