using System.Collections.Immutable;
using Gatehouse.Model;
using Gatehouse.Text;

namespace Gatehouse.Intake;

/// <summary>
/// A report of nothing, <c>[]</c> or <c>{"results": []}</c>, is alike with many tools. Where its file bears the name of
/// a tool or importer that takes such a report for a complete scan, it is taken as that, and the fact says so.
/// </summary>
internal static class EmptyReports
{
    /// <summary>The facts; null where the content is not empty, or the name tells nothing.</summary>
    public static ImportResult? ByName(ReportFile file, ImportContext context, IEnumerable<IImporter> importers)
    {
        if (!IsEmpty(file))
            return null;
        // The file's own name alone: a folder holds reports of several tools. The longest first: trivy-operator.json is not Trivy's.
        var words = Words(file.Path.Split('/', '\\')[^1]);
        foreach (var importer in importers.Where(importer => words.Contains($"-{importer.Name}-", StringComparison.Ordinal) || words.Contains(Words(importer.Tool), StringComparison.Ordinal)).OrderByDescending(importer => importer.Name.Length))
        {
            var result = importer.Import(file, context);
            if (result.Succeeded && result.Facts.All(fact => fact.Completeness == Completeness.Complete))
                return ImportResult.Of([.. result.Facts.Select(fact => Told(fact, importer))]) with { Importer = importer.Name };
        }

        return null;
    }

    private static Fact Told(Fact fact, IImporter importer) => fact with
    {
        Notices = fact.Notices.Add(new ScanNotice(NoticeKind.Degraded, "report", $"it holds nothing by which to tell whose it is: taken as {importer.Tool}'s by its name")),
    };

    /// <summary>True where the content says of itself nothing but that there is nothing.</summary>
    public static bool IsEmpty(ReportFile file) => file.IsJsonNull || (file.Form == ReportForm.Json && file.Json.Root switch
    {
        ListNode list => list.Values.IsEmpty,
        MapNode map => map.Members.IsEmpty || map.Members is [{ Value: ListNode { Values.IsEmpty: true } }],
        _ => false,
    });

    // As -words-between-dashes-, so that a name is found whole: an underscore, dot or space is a dash.
    private static string Words(string part) => "-" + string.Concat(part.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : '-')) + "-";
}
