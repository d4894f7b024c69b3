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

    public ImportResult Result()
    {
        var found = new List<Found>();
        var items = 0;
        foreach (var source in page.Sources.Where(source => source.Form is null || source.Form == form))
        {
            var seen = new Dictionary<string, (int At, int More)>(StringComparer.Ordinal);
            var finder = new PageFinding(page, source, reading, _budget);
            foreach (var item in Items(source.Each))
            {
                if (++items > MaxItems || _budget.IsSpent)
                    break;
                if (source.OnlyWhen?.Holds(item, _budget) == false || source.SkipWhen?.Holds(item, _budget) == true)
                    continue;
                if (finder.Text(item, "unique") is { } key && !seen.TryAdd(key, (found.Count, 0)))
                {
                    var (at, more) = seen[key];
                    seen[key] = (at, more + 1);
                    found[at] = found[at] with { Finding = finder.Join(found[at].Finding, item) };
                    continue;
                }

                found.Add(finder.Of(item));
            }

            foreach (var (at, more) in seen.Values.Where(one => one.More > 0))
                found[at] = found[at] with { Finding = found[at].Finding with { Message = string.Create(CultureInfo.InvariantCulture, $"{found[at].Finding.Message} (and {more} more of the same)") } };
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
        return reading.Result(scans.Select(scan => reading.Fact(scan.Kind, new ScanPredicate { Findings = scan.Findings, Judged = judged }, producer, time, subjects))
            .Concat(alerts?.Facts(producer, time, subjects) ?? []).ToList());
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
