using System.Globalization;
using Gatehouse.Model;

namespace Gatehouse.Formats.Html;

/// <summary>What was judged, by which policy, when, what it came to in words; what was found and what was not judged stand side by side, equally large.</summary>
internal static class HeadSection
{
    public static void Write(Markup page, RunDocument run, ListedFindings listed)
    {
        var (word, sentence) = Verdict(run);
        page.Line("<header>");
        page.Raw("<div class=\"top\"><h1><span class=\"brand\">Gatehouse</span> ").Text(run.Subject.Name).Raw("</h1>");
        page.Line("<button type=\"button\" id=\"theme\" hidden>Theme: auto</button></div>");
        page.Raw($"<p class=\"verdict {word}\"><strong>").Raw(Title(word)).Raw("</strong> ").Text(sentence).Line("</p>");
        WriteFacts(page, run);
        page.Line("<div class=\"tiles\">");
        WriteFound(page, listed);
        WriteUnjudged(page, run);
        page.Line("</div>").Line("</header>");
    }

    private static string Title(string word) => word switch
    {
        "stopped" => "STOPPED",
        "observed" => "OBSERVED ONLY",
        "incomplete" => "INCOMPLETE",
        "scan" => "SCAN",
        _ => "MAY GO ON",
    };

    /// <summary>The class of the verdict, and the sentence that says it.</summary>
    private static (string Word, string Sentence) Verdict(RunDocument run)
    {
        var stopped = run.Verdicts.Where(verdict => verdict.Outcome is Outcome.Fail or Outcome.Undecided).ToList();
        if (stopped.Count > 0)
        {
            var names = string.Join(", ", stopped.Select(verdict => $"{verdict.Stage.ToName()} {(verdict.Outcome == Outcome.Fail ? "failed" : "is undecided")}"));
            return stopped.All(verdict => verdict.Mode == GateMode.Observe)
                ? ("observed", $"{names}; the mode is observe, so nothing is blocked.")
                : ("stopped", $"{names}.");
        }

        if (run.Completeness != Completeness.Complete)
            return ("incomplete", "No gate stopped it, and not everything wanted could be judged.");
        if (run.Verdicts.Length == 0)
            return ("scan", "No gate was asked.");
        var warned = run.Verdicts.Any(verdict => verdict.Outcome == Outcome.Warn) ? ", with warnings" : "";
        var unjudged = new Unjudged(run).Parts().ToList();
        return ("go", $"No gate stops it{warned}.{(unjudged.Count == 0 ? "" : $" Not judged: {string.Join(", ", unjudged)}.")}");
    }

    private static void WriteFacts(Markup page, RunDocument run)
    {
        page.Line("<dl class=\"facts\">");
        Fact(page, "Subject", $"{run.Subject.Kind.ToString().ToLowerInvariant()} {run.Subject.Id}");
        foreach (var (source, digest, trial) in run.Verdicts.Select(verdict => (verdict.PolicySource, verdict.PolicyDigest, verdict.IsTrial)).Distinct())
            Fact(page, trial ? "Policy (TRIAL: not to be relied on)" : "Policy", $"{source}, digest {digest}");
        Fact(page, "Time", run.Started.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture));
        page.Line("</dl>");
        foreach (var warning in run.Warnings)
            page.Raw("<p class=\"note\">Note: ").Text(warning).Line("</p>");
    }

    private static void Fact(Markup page, string name, string value) => page.Raw("<div><dt>").Raw(name).Raw("</dt><dd>").Text(value).Line("</dd></div>");

    private static void WriteFound(Markup page, ListedFindings listed)
    {
        var counts = listed.Active.CountBy(finding => finding.Severity).ToDictionary();
        page.Raw("<a class=\"tile found\" href=\"#findings\"><h2>Found</h2>").Raw(Figure(counts.Count)).Number(counts.Values.Sum()).Raw("</p><p>");
        page.Raw(counts.Count == 0
            ? "no active finding"
            : string.Join(", ", counts.OrderByDescending(count => count.Key).Select(count => $"{Markup.Count(count.Value, count.Key.ToLabel(), count.Key.ToLabel())}")));
        page.Line("</p></a>");
    }

    private static void WriteUnjudged(Markup page, RunDocument run)
    {
        var unjudged = new Unjudged(run);
        page.Raw("<a class=\"tile unjudged\" href=\"#unjudged\"><h2>Not judged</h2>").Raw(Figure(unjudged.Count)).Number(unjudged.Count).Raw("</p><p>");
        page.Raw(unjudged.Count == 0 ? "everything wanted was judged" : string.Join(", ", unjudged.Parts()));
        page.Line("</p></a>");
    }

    private static string Figure(int count) => count == 0 ? "<p class=\"figure\">" : "<p class=\"figure some\">";
}
