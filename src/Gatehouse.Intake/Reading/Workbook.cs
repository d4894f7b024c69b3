using System.Globalization;
using Gatehouse.Text;

namespace Gatehouse.Intake;

/// <summary>A row of a sheet under a header.</summary>
/// <param name="Line">The row's place in the sheet, from 1.</param>
/// <param name="Cells">By the header's names, in any case; empty cells are not there.</param>
internal sealed record SheetRow(int Line, IReadOnlyDictionary<string, string> Cells)
{
    /// <summary>The cell's text on one line; null where it is empty.</summary>
    public string? Text(string column, int most = Plain.MessageLength) => Cells.TryGetValue(column, out var text) && Plain.Line(text, most) is { Length: > 0 } line ? line : null;
}

/// <summary>
/// A workbook of Office Open XML (ECMA-376 part 1, §18): the texts of its sheets, whose first row is a header. A formula is
/// not computed, the value stored with it is taken. Bounds are those of <see cref="Archive"/> and, a part, of
/// <see cref="TextLimits.Default"/>.
/// </summary>
internal sealed class Workbook
{
    private readonly Dictionary<string, ReadOnlyMemory<byte>> _parts;
    private readonly Dictionary<string, string> _sheets;
    private readonly IReadOnlyList<string> _strings;

    private Workbook(Dictionary<string, ReadOnlyMemory<byte>> parts, Dictionary<string, string> sheets, IReadOnlyList<string> strings) =>
        (_parts, _sheets, _strings) = (parts, sheets, strings);

    /// <summary>The names of the sheets, none where the file is no workbook.</summary>
    public static IReadOnlyList<string> SheetNames(ReportFile file) =>
        Archive.IsZip(file) && Archive.Files(file, name => name == "xl/workbook.xml").Entries is [var entry, ..] && Xml.Parse(entry.Bytes).Root is { } root
            ? [.. root.Descendants("sheet").Select(sheet => sheet.Attribute("name")).OfType<string>()]
            : [];

    /// <summary>The workbook, or what is wrong with it, one sentence without a full stop.</summary>
    public static (Workbook? Book, string? Problem) Read(ReportFile file)
    {
        var (entries, problem) = Archive.Files(file, name => name.StartsWith("xl/", StringComparison.Ordinal) && (name.EndsWith(".xml", StringComparison.Ordinal) || name.EndsWith(".rels", StringComparison.Ordinal)));
        if (problem is not null)
            return (null, problem);
        var parts = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        foreach (var entry in entries)
            parts.TryAdd(entry.Path, entry.Bytes);
        if (Part(parts, "xl/workbook.xml") is not { } workbook || Part(parts, "xl/_rels/workbook.xml.rels") is not { } relations)
            return (null, "the archive is no workbook, or its list of sheets is not readable");
        var targets = relations.Children.Where(relation => relation.Name == "Relationship").ToLookup(relation => relation.Attribute("Id") ?? "", relation => relation.Attribute("Target") ?? "");
        var sheets = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var sheet in workbook.Descendants("sheet"))
        {
            // A target names a part of this archive, from xl/ or from its root.
            if (targets[sheet.Attribute("id") ?? ""].FirstOrDefault() is { Length: > 0 } target)
                sheets.TryAdd(sheet.Attribute("name") ?? "", target.StartsWith('/') ? target[1..] : "xl/" + target);
        }

        var strings = parts.ContainsKey("xl/sharedStrings.xml") ? Part(parts, "xl/sharedStrings.xml")?.Children.Where(item => item.Name == "si").Select(TextOf).ToList() : [];
        return strings is null ? (null, "the texts of the workbook are not readable") : (new Workbook(parts, sheets, strings), null);
    }

    /// <summary>The rows of a sheet that hold something, below its header; null where there is no such sheet, or it is not readable.</summary>
    public IReadOnlyList<SheetRow>? Rows(string sheet)
    {
        if (!_sheets.TryGetValue(sheet, out var name) || Part(_parts, name) is not { } root)
            return null;
        Dictionary<int, string>? header = null;
        var rows = new List<SheetRow>();
        var line = 0;
        foreach (var row in root.Child("sheetData")?.Children.Where(child => child.Name == "row") ?? [])
        {
            line = int.TryParse(row.Attribute("r"), NumberStyles.None, CultureInfo.InvariantCulture, out var stated) ? stated : line + 1;
            var cells = Cells(row);
            if (cells.Count == 0)
                continue;
            if (header is null)
            {
                header = cells.ToDictionary(cell => cell.Key, cell => cell.Value.Trim());
                continue;
            }

            var named = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            foreach (var (column, text) in cells)
            {
                if (header.TryGetValue(column, out var title))
                    named.TryAdd(title, text);
            }

            if (named.Count > 0)
                rows.Add(new SheetRow(line, named));
        }

        return rows;
    }

    private Dictionary<int, string> Cells(XmlElementNode row)
    {
        var cells = new Dictionary<int, string>();
        var column = 0;
        foreach (var cell in row.Children.Where(child => child.Name == "c"))
        {
            column = Column(cell.Attribute("r")) ?? column + 1;
            if (TextOfCell(cell) is { } text && !string.IsNullOrWhiteSpace(text))
                cells.TryAdd(column, text);
        }

        return cells;
    }

    // §18.18.11: s is a place in the shared texts, inlineStr a text of its own; of all others the value is as it is written.
    private string? TextOfCell(XmlElementNode cell) => cell.Attribute("t") switch
    {
        "s" => int.TryParse(cell.ChildText("v"), NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at < _strings.Count ? _strings[at] : null,
        "inlineStr" => cell.Child("is") is { } own ? TextOf(own) : null,
        _ => cell.ChildText("v"),
    };

    // §18.4.8: plain in t, or in runs; phonetic readings are left out.
    private static string TextOf(XmlElementNode item) =>
        (item.Child("t")?.Content ?? "") + string.Concat(item.Children.Where(run => run.Name == "r").Select(run => run.Child("t")?.Content));

    // "BC12" is column 55.
    private static int? Column(string? reference)
    {
        var column = 0;
        foreach (var c in reference ?? "")
        {
            if (c is < 'A' or > 'Z')
                break;
            column = (column * 26) + c - 'A' + 1;
            if (column > 16_384)
                return null;
        }

        return column == 0 ? null : column;
    }

    private static XmlElementNode? Part(Dictionary<string, ReadOnlyMemory<byte>> parts, string name) => parts.TryGetValue(name, out var bytes) ? Xml.Parse(bytes).Root : null;
}
