using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Gatehouse.Cli.Views;
using Gatehouse.Configuration;
using Gatehouse.Formats;
using Gatehouse.Formats.Json;
using Gatehouse.Model;
using Spectre.Console;

namespace Gatehouse.Cli.Verbs;

/// <summary>policy rates: which rules people ignore, over the scans and verdicts that the dossier keeps.</summary>
internal static class PolicyRatesVerb
{
    public static Command Build(App app)
    {
        var folder = new Argument<string>("PATH") { Description = "The repository.", DefaultValueFactory = _ => "." };
        var since = new Option<string>("--since") { Description = "How far back: 30d, 12w.", DefaultValueFactory = _ => "90d" };
        var format = new Option<string>("--format", "-f") { Description = "table or json.", DefaultValueFactory = _ => "table" };
        format.AcceptOnlyFromAmong("table", "json");
        var command = new Command("rates", "Which rules are suppressed, waived or on probation most often, by rule, by who did it, and by month.") { folder, since, format };
        command.SetAction(parsed => Scalars.TryDuration(parsed.GetValue(since), out var span)
            ? DossierCommand.With(app, parsed.GetValue(folder)!, (dossier, _) => Show(app, Rates(dossier.Facts, app.Host.Now - span), parsed.GetValue(format) == "json"))
            : app.Refuse($"--since {parsed.GetValue(since)}: a length of time is wanted, such as 30d or 12w"));
        return command;
    }

    // Of each tool and subject the last scan: the same finding in a hundred runs of one commit is one.
    private static RateReport Rates(ImmutableArray<StoredFact> facts, DateTimeOffset from)
    {
        var believed = facts.Where(stored => stored.Trust is not (Trust.Tampered or Trust.CommittedInTree) && stored.Fact.Time >= from).ToList();
        var scans = believed.Where(stored => stored.Fact.Predicate is ScanPredicate)
            .GroupBy(stored => (stored.Fact.Kind, stored.Fact.Producer.Name, Subject(stored.Fact)))
            .Select(group => group.MaxBy(stored => (stored.Fact.Time, stored.Id))!.Fact).OrderBy(fact => fact.Time).ToList();
        var waived = IgnoredRate.Waivers(believed.Select(stored => stored.Fact.Predicate).OfType<VerdictPredicate>().Select(verdict => verdict.Verdict));
        var waivers = believed.Select(stored => stored.Fact.Predicate).OfType<VerdictPredicate>().SelectMany(verdict => verdict.Verdict.Criteria)
            .Where(criterion => criterion.Waiver is not null).SelectMany(criterion => criterion.Waived.Select(_ => criterion.Waiver!.Owner));
        var findings = scans.SelectMany(fact => ((ScanPredicate)fact.Predicate).Findings).ToList();
        var who = findings.Where(finding => finding.Suppression is not null).Select(finding => finding.Suppression!.Owner ?? finding.Suppression.Kind + ", nobody named").Concat(waivers)
            .CountBy(name => name, StringComparer.OrdinalIgnoreCase).OrderByDescending(count => count.Value).ThenBy(count => count.Key, StringComparer.Ordinal);
        var months = scans.GroupBy(fact => fact.Time.UtcDateTime.ToString("yyyy-MM", CultureInfo.InvariantCulture), StringComparer.Ordinal)
            .Select(month => (month.Key, IgnoredRate.Of(month.SelectMany(fact => ((ScanPredicate)fact.Predicate).Findings), waived).Sum(rate => rate.Ignored), month.Sum(fact => ((ScanPredicate)fact.Predicate).Findings.Count(finding => finding.MergedInto is null))));
        return new RateReport(scans.Count, IgnoredRate.Of(findings, waived), [.. who], [.. months]);
    }

    private static string Subject(Fact fact) => string.Join(' ', fact.Subjects.SelectMany(subject => subject.Digests.Select(digest => digest.Value)).Order(StringComparer.Ordinal));

    private static int Show(App app, RateReport report, bool json)
    {
        if (json)
        {
            WriteJson(app, report);
            return 0;
        }

        var ink = Ink.For(app.Terminal, ReportOutput.IsUnicode(app.Host));
        if (report.Rules.Length == 0)
        {
            ink.Line($"Nothing is ignored in {RunView.Count(report.Scans, "scan")} of the dossier.");
            return 0;
        }

        IgnoredTable.Write(ink, report.Rules);
        WriteCounts(ink, "BY WHOM", report.Who.Select(pair => (pair.Key, RunView.Number(pair.Value))));
        WriteCounts(ink, "BY MONTH", report.Months.Select(month => (month.Month, FormattableString.Invariant($"{month.Ignored} of {month.Found}"))));
        ink.Line($"[grey]over {RunView.Count(report.Scans, "scan")} of the dossier[/]");
        return 0;
    }

    private static void WriteCounts(Ink ink, string title, IEnumerable<(string Name, string Count)> rows)
    {
        var table = Ink.Columns((title, false), ("IGNORED", false));
        foreach (var (name, count) in rows)
            table.AddRow(Ink.Safe(name), count);
        ink.Console.Write(table);
        ink.Line();
    }

    private static void WriteJson(App app, RateReport report)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteNumber("scans", report.Scans);
            json.WriteStartArray("rules");
            foreach (var rate in report.Rules)
                JsonParts.Write(json, rate);
            json.WriteEndArray();
            json.WriteStartObject("by");
            foreach (var (name, count) in report.Who)
                json.WriteNumber(name, count);
            json.WriteEndObject();
            json.WriteStartArray("months");
            foreach (var (month, ignored, found) in report.Months)
            {
                json.WriteStartObject();
                json.WriteString("month", month);
                json.WriteNumber("ignored", ignored);
                json.WriteNumber("found", found);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        app.Terminal.Output.WriteLine(System.Text.Encoding.UTF8.GetString(stream.ToArray()));
    }

    private sealed record RateReport(int Scans, ImmutableArray<IgnoredRate> Rules, ImmutableArray<KeyValuePair<string, int>> Who, ImmutableArray<(string Month, int Ignored, int Found)> Months);
}
