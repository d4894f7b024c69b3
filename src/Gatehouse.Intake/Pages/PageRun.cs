using System.Collections.Immutable;
using System.Globalization;
using Gatehouse.Model;
using Gatehouse.Text;

namespace Gatehouse.Intake.Pages;

/// <summary>One page's way through one report.</summary>
internal sealed class PageRun(Page page, Reading reading, PageForm form, Node root)
{
    // Twice what a fact keeps: from there on a report multiplies itself.
    private const int MaxItems = 200_000;

    private readonly PageBudget _budget = new();
    private readonly Scope _document = Scope.Of(root);
    private long _passed;

    public ImportResult Result()
    {
        var found = new List<Found>();
        var items = 0;
        foreach (var source in page.Sources.Where(source => source.Form is null || source.Form == form))
        {
            var seen = new Dictionary<string, SameFlaw>(StringComparer.Ordinal);
            var finder = new PageFinding(page, source, reading, _budget);
            foreach (var item in Items(source.Each))
            {
                if (++items > MaxItems || _budget.IsSpent)
                    break;
                if (source.OnlyWhen?.Holds(item, _budget) == false)
                    continue;
                var passed = source.PassedWhen?.Holds(item, _budget) == true;
                _passed += passed ? 1 : 0;
                if (passed || source.SkipWhen?.Holds(item, _budget) == true)
                    continue;
                var one = finder.Of(item);
                if (finder.Key(item) is not { } key || seen.TryAdd(key, new SameFlaw(found.Count, one.Finding.Location, one.Finding.Message)))
                {
                    found.Add(one);
                    continue;
                }

                var same = seen[key];
                same.Add(one.Finding.Location, one.Finding.Message);
                found[same.At] = found[same.At] with { Finding = PageFinding.Join(found[same.At].Finding, one.Finding) };
            }

            foreach (var same in seen.Values)
                found[same.At] = found[same.At] with { Finding = same.Whole(found[same.At].Finding) };
        }

        if (items > MaxItems || _budget.IsSpent)
            reading.Unread(null, "the report is larger than a page is read for: not all of it was looked at");
        Notes(items);
        return Facts(found);
    }

    private IEnumerable<Scope> Items(ImmutableArray<PageLevel> levels)
    {
        IEnumerable<Scope> items = [_document];
        foreach (var level in levels)
            items = items.SelectMany(item => Below(item, level));
        return items;
    }

    // The document alone has no parent, and every level below one, so that ^ counts levels.
    private IEnumerable<Scope> Below(Scope item, PageLevel level)
    {
        var any = false;
        foreach (var below in level.Path.From(item, _budget).SelectMany(PagePath.Items))
        {
            if (below.Node is ScalarNode && Scope.TextOf(below.Node) is null)
                continue;
            any = true;
            yield return new Scope(below.Node, below.Key, item, root) { Index = below.Index };
        }

        if (!any && level.IsOptional)
            yield return new Scope(new MapNode([], item.Node.Position), null, item, root);
    }

    // What the tool itself says of its run.
    private void Notes(int items)
    {
        if (page.FailedWhen?.Holds(_document, _budget) == true)
            reading.Failed(root.Position, $"{page.Tool} says that it failed");
        foreach (var notice in page.Notices)
        {
            foreach (var item in Items(notice.Each))
            {
                if (notice.OnlyWhen?.Holds(item, _budget) != false && notice.Reason.Text(item, _budget) is { } reason)
                    reading.Unread(item.Node.Position, Plain.Line(reason), notice.Path?.Text(item, _budget) is { } path ? Plain.Line(path, Plain.NameLength) : null);
            }
        }

        if (Value("count") is { } stated && long.TryParse(stated, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count != items)
            reading.Unread(root.Position, FormattableString.Invariant($"{page.Tool} counts {count} and lists {items}"));
    }

    private ImportResult Facts(List<Found> found)
    {
        var producer = reading.Producer(Line("producer"), Line("version"), page.Tool);
        var time = Time();
        var subjects = Subjects();
        long judged = Value("judged") is { } text && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : page.Values.GetValueOrDefault("judged") is PathValue list ? list.Path.From(_document, _budget).SelectMany(PagePath.Items).LongCount() : 0;
        var kinds = found.Select(one => one.Fact)
            .Concat(page.States.Where(state => state.When.Holds(_document, _budget)).Select(state => state.Fact))
            .Distinct().DefaultIfEmpty(page.Fact).Order().ToList();
        var scans = kinds.Where(kind => kind != FactKind.Alerts)
            .Select(kind => (Kind: kind, Findings: reading.Findings(found.Where(one => one.Fact == kind).Select(one => one.Finding)))).ToList();
        var alerts = kinds.Contains(FactKind.Alerts) ? new AlertLog(reading, found.Select(one => one.Alert).OfType<PageAlert>()) : null;
        var passed = _passed + Passed();
        // Of several scans in one report nobody says whose check it was: it is told once.
        var checking = scans.Exists(scan => scan.Kind == page.Fact) ? page.Fact : scans.FirstOrDefault().Kind;
        return reading.Result(scans.Select(scan => reading.Fact(scan.Kind, new ScanPredicate { Findings = scan.Findings, Judged = judged, Passed = scan.Kind == checking ? passed : 0 }, producer, time, subjects))
            .Concat(alerts?.Facts(producer, time, subjects) ?? []).ToList());
    }

    // The sum of what the report counts itself, one number a framework, or how many a path leads to.
    private long Passed()
    {
        if (page.Values.GetValueOrDefault("passed") is not { } value)
            return 0;
        var numbers = value.Texts(_document, _budget).Select(text => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Math.Min(number, int.MaxValue) : -1).ToList();
        return numbers.Count > 0 && !numbers.Contains(-1)
            ? numbers.Sum()
            : value is PathValue list ? list.Path.From(_document, _budget).SelectMany(PagePath.Items).LongCount() : 0;
    }

    private DateTimeOffset? Time()
    {
        if (Value("time") is not { } text)
            return null;
        return reading.Time(Moment.Iso(text), root.Position);
    }

    private ImmutableArray<Subject> Subjects()
    {
        if (Digests.Sha256(Value("digest")) is { } digest)
            return [Digests.Image(Line("image") ?? "image", digest)];
        return Digests.Commit(Value("commit")) is { } commit ? [Subject.OfCommit(commit)] : [];
    }

    private string? Value(string name) => page.Values.GetValueOrDefault(name)?.Text(_document, _budget);

    private string? Line(string name) => Value(name) is { } text ? Plain.Line(text, Plain.NameLength) : null;
}
