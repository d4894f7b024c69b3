using System.Globalization;
using System.Text;
using Gatehouse.Engine.Running;

namespace Gatehouse.Engine.Cache;

/// <summary>
/// What a cache file is for: one source, one build, one set of engines each with its digest in one order, and what decides how a
/// file becomes text. The file holds the whole key; its name is only a hash of it.
/// </summary>
internal sealed record CacheKey(byte[] Bytes)
{
    // Raised when what is done to a file before an engine sees it changes, or the detail's form.
    private const int ReadingVersion = 2;

    public static CacheKey Of(string source, string build, SourceOptions options, IReadOnlyList<Participant> participants)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"reading {ReadingVersion}\nbuild {build}\nlimit {options.MaxFileBytes}\narchives {options.Archives}\nsource {source.Length} {source}\n");
        foreach (var engine in participants)
            text.Append(CultureInfo.InvariantCulture, $"engine {engine.Number} {engine.Name} {engine.Session.Digest.Length} {engine.Session.Digest}\n");
        return new CacheKey(Encoding.UTF8.GetBytes(text.ToString()));
    }

    public string PathIn(string folder) =>
        Path.Combine(folder, "notes", string.Create(CultureInfo.InvariantCulture, $"{PathHash.Of(Bytes, 1):x16}{PathHash.Of(Bytes, 2):x16}.bin"));
}
