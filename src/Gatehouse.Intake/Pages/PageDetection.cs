using System.Collections.Immutable;
using Gatehouse.Model;
using Gatehouse.Text;

namespace Gatehouse.Intake.Pages;

/// <summary>One shape by which a report is known. All that it asks for must be there.</summary>
internal sealed record PageDetection(PageForm Form)
{
    private const int HeadRows = 20;

    /// <summary>The root element's name (XML), or <c>list</c> or <c>map</c> (JSON); null for any.</summary>
    public string? Root { get; init; }

    /// <summary>These lead to something, be it a null or an empty list.</summary>
    public ImmutableArray<PagePath> Has { get; init; } = [];

    /// <summary>These lead to nothing.</summary>
    public ImmutableArray<PagePath> Lacks { get; init; } = [];

    public PageCondition? Where { get; init; }

    /// <summary>Columns of the CSV header, in any order and case.</summary>
    public ImmutableArray<string> Columns { get; init; } = [];

    /// <summary>True for a shape that others have too: it counts only where the user names the importer.</summary>
    public bool IsNamed { get; init; }

    /// <summary>What a report of this shape states where no finding says otherwise; null for the page's own.</summary>
    public FactKind? Fact { get; init; }

    public bool Fits(ReportFile file)
    {
        if (Form == PageForm.Csv)
            return HeaderRow(file) >= 0;
        var root = Form switch
        {
            PageForm.Json => file.Form == ReportForm.Json ? file.Json.Root : null,
            PageForm.Script => file.Script?.Root,
            PageForm.JsonLines => file.FirstLine is MapNode first ? first : null,
            _ => Root is null || file.XmlRoot?.Name == Root ? file.XmlAsTree : null,
        };
        if (root is null || (Form == PageForm.Json && Root is not null && root is ListNode != (Root == "list")))
            return false;
        var budget = new PageBudget();
        var scope = Scope.Of(root);
        return Has.All(path => path.From(scope, budget).Any())
            && !Lacks.Any(path => path.From(scope, budget).Any())
            && Where?.Holds(scope, budget) != false;
    }

    /// <summary>The row that holds all columns, by its index; -1 where none of the first does. Some tools write lines before it.</summary>
    public int HeaderRow(ReportFile file)
    {
        if (file.Form != ReportForm.Text || file.Csv.Table is not { } table)
            return -1;
        for (var i = 0; i < Math.Min(HeadRows, table.Rows.Length); i++)
        {
            if (Columns.All(column => table.Rows[i].Cells.Any(cell => cell.Trim().Equals(column, StringComparison.OrdinalIgnoreCase))))
                return i;
        }

        return -1;
    }
}
