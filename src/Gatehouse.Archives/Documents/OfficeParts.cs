using Gatehouse.Archives.Reading;
using Gatehouse.Archives.Zip;

namespace Gatehouse.Archives.Documents;

/// <summary>
/// Which members of a zip are the text of an Office document (ECMA-376, OASIS OpenDocument): one word of it may stand in
/// several elements, so the markup is taken away. All other parts are read as they are.
/// </summary>
internal sealed class OfficeParts
{
    private static readonly OfficeParts None = new() { _isOpenXml = false, _isOpenDocument = false };

    private bool _isOpenXml;
    private bool _isOpenDocument;

    public static OfficeParts Of(List<ZipEntry> entries)
    {
        var isOpenXml = entries.Exists(entry => entry.Name == "[Content_Types].xml");
        var isOpenDocument = entries.Exists(entry => entry.Name == "mimetype") && entries.Exists(entry => entry.Name == "content.xml");
        return isOpenXml || isOpenDocument ? new OfficeParts { _isOpenXml = isOpenXml, _isOpenDocument = isOpenDocument } : None;
    }

    public bool IsText(string name)
    {
        if (_isOpenDocument && name is "content.xml" or "styles.xml")
            return _isOpenDocument;
        if (!_isOpenXml || !name.EndsWith(".xml", StringComparison.Ordinal))
            return false;
        var folder = name[..(name.LastIndexOf('/') + 1)];
        var file = name[folder.Length..];
        return folder switch
        {
            "word/" => StartsWithAny(file, "document", "header", "footer", "comments", "footnotes", "endnotes"),
            "xl/" => StartsWithAny(file, "sharedStrings", "comments"),
            "xl/worksheets/" => true,
            "ppt/slides/" or "ppt/notesSlides/" or "ppt/comments/" => true,
            _ => false,
        };
    }

    public static void Take(Opening opening, string name, Func<Stream> open, long claimed)
    {
        using var stream = opening.Open(name, open);
        if (stream is null || !opening.Decode(name, stream, stream, claimed, out var bytes))
            return;
        opening.TakeText(name, MarkupText.Of(bytes));
    }

    private static bool StartsWithAny(string file, params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (file.StartsWith(word, StringComparison.Ordinal))
                return true;
        }

        return false;
    }
}
