using System.Security.Cryptography;
using System.Text;

namespace Gatehouse.Formats.Html;

/// <summary>
/// The style and the script of the page, and the content security policy that lets these two run and nothing else: by their
/// SHA-256 (CSP Level 3, §2.3.1), so that what breaks out of a message could still neither run nor load anything.
/// </summary>
internal static class PageAssets
{
    public static string Style { get; } = Read("html/page.css");

    public static string Script { get; } = Read("html/page.js");

    public static string ContentSecurityPolicy { get; } =
        $"default-src 'none'; script-src {Source(Script)}; style-src {Source(Style)}; base-uri 'none'; form-action 'none'";

    private static string Source(string text) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";

    private static string Read(string name)
    {
        using var stream = typeof(PageAssets).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        // The parser of HTML makes every line end a line feed before it hashes.
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
