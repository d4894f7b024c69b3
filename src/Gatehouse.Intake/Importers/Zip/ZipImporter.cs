using System.Collections.Immutable;
using Gatehouse.Formats;
using Gatehouse.Model;

namespace Gatehouse.Intake.Importers.Zip;

/// <summary>A zip of reports: each is told by its content as if it came alone, and those of one tool become one fact.</summary>
[Importer]
internal sealed class ZipImporter : IImporter
{
    private const int MaxNotices = 200;

    public string Name => "zip";

    public string Tool => "zip of reports";

    public string Summary => "A zip of reports of any known tools (at most 1,000 files, 256 MiB unpacked): what is no known report leaves the facts Partial";

    public ImmutableArray<string> Notes =>
    [
        "An archive without a report states nothing, and is refused.",
    ];

    // A tool's own archive (Fortify, Black Duck …) holds reports that would be told alone as well: it is the tool's.
    public bool Recognizes(ReportFile file) => Archive.IsZip(file)
        && Archive.Files(file, _ => true) is var (files, _)
        && (files.IsEmpty || files.Any(entry => Fitting(new ReportFile(entry.Path, entry.Bytes)).Count == 1))
        && !ReportIntake.Importers.Any(other => other is not ZipImporter && other.Recognizes(file));

    public ImportResult Import(ReportFile file, ImportContext context)
    {
        var reading = new Reading(file, context);
        if (!Archive.IsZip(file))
            return reading.RefuseForm("zip");
        var (files, problem) = Archive.Files(file, _ => true);
        if (problem is not null)
            return reading.Refuse(null, problem, "pack the reports anew, or bring them one by one");
        var facts = new List<Fact>();
        var unread = ImmutableArray.CreateBuilder<ScanNotice>();
        foreach (var (name, bytes) in files.OrderBy(entry => entry.Path, StringComparer.Ordinal))
        {
            var entry = new ReportFile(name, bytes);
            var fitting = Fitting(entry);
            var result = fitting.Count == 1 ? fitting[0].Import(entry, context) : null;
            if (result is { Succeeded: true })
                facts.AddRange(result.Facts);
            else
                unread.Add(new ScanNotice(NoticeKind.Unread, Plain.Line(name, Plain.NameLength), result?.Problems[0].Message ?? (fitting.Count == 0 ? "no known report" : "a report that could be of several tools")));
        }

        return facts.Count == 0
            ? reading.Refuse(null, "the archive holds no report that is known", "bring the report that is in it")
            : ImportResult.Of([.. facts.GroupBy(fact => (fact.Kind, fact.Producer.Name)).SelectMany(group => Joined([.. group], unread.ToImmutable(), file.Digest))]);
    }

    private static List<IImporter> Fitting(ReportFile entry) =>
        Archive.IsZip(entry) ? [] : [.. ReportIntake.Importers.Where(importer => importer is not ZipImporter && importer.Recognizes(entry))];

    private static IEnumerable<Fact> Joined(List<Fact> facts, ImmutableArray<ScanNotice> unread, string digest)
    {
        var scans = facts.Select(fact => fact.Predicate).OfType<ScanPredicate>().ToList();
        var whole = scans.Count < facts.Count || facts.Count == 1
            ? facts
            : [facts[0] with
            {
                Time = facts.Min(fact => fact.Time),
                Subjects = [.. facts.SelectMany(fact => fact.Subjects).DistinctBy(subject => subject.ToString())],
                Completeness = facts.Max(fact => fact.Completeness),
                Notices = [.. facts.SelectMany(fact => fact.Notices).Distinct().Take(MaxNotices)],
                Predicate = new ScanPredicate { Findings = [.. scans.SelectMany(scan => scan.Findings).Order(FindingOrder.WorstFirst)], Judged = scans.Sum(scan => scan.Judged), Passed = scans.Sum(scan => scan.Passed), Applies = scans.Any(scan => scan.Applies) },
            }];
        foreach (var fact in whole)
        {
            yield return fact with
            {
                ReportDigest = digest,
                Completeness = unread.IsEmpty || fact.Completeness > Completeness.Partial ? fact.Completeness : Completeness.Partial,
                Notices = [.. fact.Notices, .. unread.Take(MaxNotices)],
            };
        }
    }
}
