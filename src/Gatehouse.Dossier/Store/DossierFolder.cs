using System.Buffers;
using Gatehouse.Host;

namespace Gatehouse.Dossier.Store;

/// <summary>
/// The folder <c>.gatehouse</c>: <c>facts/</c>, <c>reports/</c>, <c>log</c>, and a <c>.gitignore</c> by which it ignores
/// itself. A subject may be hostile: a folder that is a symbolic link is never written through.
/// </summary>
/// <param name="Root">The folder's own path.</param>
public sealed record DossierFolder(string Root)
{
    /// <summary>The folder's name in a subject.</summary>
    public const string Name = ".gatehouse";

    /// <summary>The dossier that lies in a subject.</summary>
    public static DossierFolder In(string subject) => new(Path.Combine(Path.GetFullPath(subject), Name));

    /// <summary>One file a fact.</summary>
    public string Facts => Path.Combine(Root, "facts");

    /// <summary>Redacted reports, each named by the digest of its original.</summary>
    public string Reports => Path.Combine(Root, "reports");

    /// <summary>The evidence log.</summary>
    public string Log => Path.Combine(Root, "log");

    internal string FactPath(string id) => Path.Combine(Facts, id + ".json");

    internal string ReportPath(string digest) => Path.Combine(Reports, digest);

    /// <summary>Makes the folder. Null when it is there; otherwise a sentence.</summary>
    internal string? TryPrepare()
    {
        foreach (var folder in (ReadOnlySpan<string>)[Root, Facts, Reports, Log])
        {
            if (IsLink(folder))
                return $"{folder}: is a symbolic link, which is never written through: remove it";
        }

        var ignore = Path.Combine(Root, ".gitignore");
        if (IsLink(ignore))
            return $"{ignore}: is a symbolic link, which is never written through: remove it";
        return File.Exists(ignore) ? null : AtomicFile.TryWrite(ignore, "*\n"u8);
    }

    /// <summary>Whether a fact could be kept here, found out by writing a file and removing it. Makes no dossier where there is none.</summary>
    /// <returns>Null where it could; otherwise a sentence.</returns>
    public string? TryProbe()
    {
        foreach (var folder in (ReadOnlySpan<string>)[Root, Facts, Reports, Log])
        {
            if (IsLink(folder))
                return $"{folder}: is a symbolic link, which is never written through: remove it";
        }

        return AtomicFile.TryProbe(Directory.Exists(Facts) ? Facts : Directory.Exists(Root) ? Root : Path.GetDirectoryName(Root)!);
    }

    internal static bool IsLink(string path) => new FileInfo(path).LinkTarget is not null;

    internal static bool IsDigest(ReadOnlySpan<char> text) => text.Length == 64 && text.IndexOfAnyExcept(HexDigits) < 0;

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");
}
