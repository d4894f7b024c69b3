using System.Collections.Immutable;
using System.Globalization;
using Gatehouse.Host;
using Gatehouse.Intake;
using Gatehouse.Model;
using Gatehouse.Text;

namespace Gatehouse.Pipeline.Tools;

/// <summary>
/// The facts of a tool's run: what its report states, about the subject that is judged, now. Each kind that the tool owes
/// is there afterwards; one that the report does not bear out is a failed scan, so that its criterion is undecided.
/// </summary>
internal static class ToolFacts
{
    public static IEnumerable<Fact> Of(ToolOutcome outcome, Situation situation, PolicyInForce policy, KindFiles lying, IEnumerable<string> exclude, Subject subject, DateTimeOffset now)
    {
        var tool = outcome.Tool;
        if (outcome.IsNothing)
            return tool.Kinds.Select(kind => Left(Owed(tool, kind, subject, now, Completeness.Complete, null), lying));
        if (outcome.Problem is { } problem)
            return Failed(tool, tool.Kinds, subject, now, problem);
        var (importer, wrong) = ToolPages.Find(tool, situation, policy);
        if (importer is null)
            return Failed(tool, tool.Kinds, subject, now, wrong!);

        var read = new List<Fact>();
        foreach (var report in outcome.Reports)
        {
            var result = importer.Import(new ReportFile($"the report of {tool.Tool.Name}", report), new ImportContext { Subject = subject, Producer = tool.Tool.Title, Now = now, Root = situation.Root, Ran = tool.Kinds });
            if (!result.Succeeded)
                return Failed(tool, tool.Kinds, subject, now, $"its report gives no fact: {string.Join("; ", result.Problems.Take(2).Select(found => found.ToString()))}");
            read.AddRange(result.Facts);
        }

        var globs = exclude.Concat(tool.Exclude).Select(pattern => Glob.TryParse(pattern, out _)).OfType<Glob>().ToList();
        var facts = Merged(Renamed(read, tool)).Select(fact => Left(LeftOut(fact, globs), lying) with { Subjects = [subject], Time = now }).ToList();
        var missing = tool.Kinds.Where(kind => facts.All(fact => fact.Kind != kind));
        return facts.Concat(Failed(tool, missing, subject, now, "its report does not say that it looked for this: take it out of what the tool is to give, or choose another importer"));
    }

    // A report without findings often does not say what was looked for; policy does.
    private static IEnumerable<Fact> Renamed(List<Fact> facts, NamedTool tool) => facts.Select(fact =>
        tool.Kinds is [var only] && fact.Kind != only && fact.Predicate is ScanPredicate { Findings.IsEmpty: true } && ToolsSection.Kinds.Contains(only) && only is not (FactKind.Sbom or FactKind.TestRun) ? fact with { Kind = only } : fact);

    // One start a batch of files: their reports are one scan.
    private static IEnumerable<Fact> Merged(IEnumerable<Fact> facts) => facts.GroupBy(fact => (fact.Kind, Suite: (fact.Predicate as TestRunPredicate)?.Suite)).SelectMany(group =>
        group.Count() == 1 || group.First().Predicate is not ScanPredicate
            ? group.AsEnumerable()
            :
            [
                group.First() with
                {
                    Completeness = group.Max(fact => fact.Completeness),
                    Notices = [.. group.SelectMany(fact => fact.Notices)],
                    ReportDigest = null,
                    Predicate = new ScanPredicate
                    {
                        Findings = [.. group.SelectMany(fact => ((ScanPredicate)fact.Predicate).Findings)],
                        Judged = group.Sum(fact => ((ScanPredicate)fact.Predicate).Judged),
                        Passed = group.Sum(fact => ((ScanPredicate)fact.Predicate).Passed),
                        Applies = group.Any(fact => ((ScanPredicate)fact.Predicate).Applies),
                    },
                },
            ]);

    // That a tool found nothing of its own does not say that nothing is there.
    private static Fact Left(Fact fact, KindFiles lying) =>
        fact.Predicate is ScanPredicate { Applies: false } scan ? fact with { Predicate = scan with { Leaves = lying.Of(fact.Kind) } } : fact;

    // Marked and not dropped: what policy leaves out can be shown.
    private static Fact LeftOut(Fact fact, List<Glob> globs) => globs.Count == 0 || fact.Predicate is not ScanPredicate scan ? fact : fact with
    {
        Predicate = scan with
        {
            Findings =
            [
                .. scan.Findings.Select(finding => finding is { Suppression: null, Location: { IsUri: false } at } && globs.Find(glob => glob.IsMatch(at.Path)) is { } glob && finding.Places.All(place => !place.IsUri && globs.Exists(other => other.IsMatch(place.Path)))
                    ? finding with { Suppression = new Suppression("excluded", $"the policy leaves {glob.Pattern} out", PolicyInForce.FileName) }
                    : finding),
            ],
        },
    };

    private static IEnumerable<Fact> Failed(NamedTool tool, IEnumerable<FactKind> kinds, Subject subject, DateTimeOffset now, string why) =>
        kinds.Select(kind => Owed(tool, kind, subject, now, Completeness.Failed, why));

    private static Fact Owed(NamedTool tool, FactKind kind, Subject subject, DateTimeOffset now, Completeness completeness, string? why) => new()
    {
        Kind = kind,
        Subjects = [subject],
        Producer = new Producer(tool.Tool.Title),
        Time = now,
        Completeness = completeness,
        Notices = why is null ? [] : [new ScanNotice(NoticeKind.Unread, tool.Tool.Name, string.Create(CultureInfo.InvariantCulture, $"{Terminal.Clean(why)}"))],
        Predicate = kind switch
        {
            FactKind.Sbom => new SbomPredicate { Format = "CycloneDX" },
            FactKind.TestRun => new TestRunPredicate { Suite = tool.Tool.Name },
            _ => new ScanPredicate { Applies = completeness != Completeness.Complete },
        },
    };
}
