using System.Collections.Immutable;
using Gatehouse.Text;

namespace Gatehouse.Intake.Pages;

/// <summary>A whole report as one tree, whatever it is written in: CSV and JSON lines become a list of maps.</summary>
internal static class ReportTree
{
    public static Node Of(Reading reading, PageDetection known) => known.Form switch
    {
        PageForm.Json => reading.File.Json.Root!,
        PageForm.Script => reading.File.Script!.Root!,
        PageForm.Xml => reading.File.XmlAsTree!,
        PageForm.JsonLines => Lines(reading),
        PageForm.Csv => Rows(reading, known),
    };

    private static ListNode Lines(Reading reading)
    {
        var maps = ImmutableArray.CreateBuilder<Node>();
        foreach (var (line, result) in reading.File.Documents)
        {
            if (result.Root is MapNode map)
                maps.Add(map);
            else
                reading.Unread(new SourcePosition(line, 1), result.Error is { } error ? "not readable as JSON: " + error.Message : "a line should be a map");
        }

        return new ListNode(maps.ToImmutable(), new SourcePosition(1, 1));
    }

    private static ListNode Rows(Reading reading, PageDetection known)
    {
        var rows = reading.File.Csv.Table!.Rows;
        var header = known.HeaderRow(reading.File);
        var names = rows[header].Cells.Select(cell => new ScalarNode(cell.Trim(), ScalarKind.String, new SourcePosition(rows[header].Line, 1))).ToList();
        var maps = ImmutableArray.CreateBuilder<Node>(rows.Length - header);
        foreach (var row in rows[(header + 1)..])
        {
            var at = new SourcePosition(row.Line, 1);
            if (row.Cells.Length > names.Count && row.Cells[names.Count..].Any(cell => cell.Length > 0))
                reading.Unread(at, $"a row has {row.Cells.Length} cells under {names.Count} columns");
            var members = ImmutableArray.CreateBuilder<MapEntry>(names.Count);
            var seen = new HashSet<string>(StringComparer.Ordinal);
            for (var i = 0; i < Math.Min(names.Count, row.Cells.Length); i++)
            {
                if (names[i].Value.Length > 0 && seen.Add(names[i].Value))
                    members.Add(new MapEntry(names[i], new ScalarNode(row.Cells[i], ScalarKind.String, at)));
            }

            maps.Add(new MapNode(members.ToImmutable(), at));
        }

        return new ListNode(maps.ToImmutable(), new SourcePosition(rows[header].Line, 1));
    }
}
