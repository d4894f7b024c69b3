using System.Text.Json;
using Gatehouse.Formats;
using Gatehouse.Model;

namespace Gatehouse.Pipeline.WhatIf;

/// <summary>
/// The result for machines, sorted and without a clock of its own, so that the same history and policy give the same bytes:
/// <code>
/// { schema: "gatehouse/what-if/1", branch, tip?, policy: {source, digest}, asked, judged, mergeCommits, incomplete: [text], warnings: [text],
///   notJudged: [{criterion, why}], summary: {policy|newCode|enforce: {blocked, incomplete, warned, passed}},
///   merges: [{commit, time, title, author, mergeCommit, gates: [{gate, mode, policy, newCode, enforce}], unread: [{path, reason}]}],
///   findings: [{rule, title?, kind, severity, path?, line?, places, owners: [], brought?, first, end, ended?, lastedSeconds?, blocksAsWritten, blocksAsNew, mergesBlockedInEnforce, fingerprint}],
///   owners|rules: [{name, findings, fixed, suppressed, open, medianSeconds?, inTests?, hint?}] }
/// </code>
/// Merges are named by their commit.
/// </summary>
public static class WhatIfJson
{
    /// <summary>Writes the document and a line end.</summary>
    public static void Write(WhatIfResult result, Stream output)
    {
        var summary = WhatIfSummary.Of(result);
        using (var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteString("schema", "gatehouse/what-if/1");
            json.WriteString("branch", result.Branch);
            Optional(json, "tip", result.Tip);
            json.WriteStartObject("policy");
            json.WriteString("source", result.PolicySource);
            json.WriteString("digest", result.PolicyDigest);
            json.WriteEndObject();
            json.WriteNumber("asked", result.Asked);
            json.WriteNumber("judged", result.Merges.Length);
            json.WriteNumber("mergeCommits", summary.MergeCommits);
            Texts(json, "incomplete", result.Incomplete);
            Texts(json, "warnings", result.Warnings);
            List(json, "notJudged", result.NotJudged, static (json, criterion) =>
            {
                json.WriteString("criterion", criterion.Criterion);
                json.WriteString("why", criterion.Why);
            });
            json.WriteStartObject("summary");
            Write(json, "policy", summary.AsWritten);
            Write(json, "newCode", summary.NewCode);
            Write(json, "enforce", summary.Enforce);
            json.WriteEndObject();
            List(json, "merges", result.Merges, Write);
            List(json, "findings", result.Findings, (json, finding) => Write(json, finding, result));
            List(json, "owners", summary.Owners, Write);
            List(json, "rules", summary.Rules, Write);
            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }

    private static void Write(Utf8JsonWriter json, string name, ModeCount count)
    {
        json.WriteStartObject(name);
        json.WriteNumber("blocked", count.Blocked);
        json.WriteNumber("incomplete", count.Incomplete);
        json.WriteNumber("warned", count.Warned);
        json.WriteNumber("passed", count.Passed);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, JudgedMerge merge)
    {
        json.WriteString("commit", merge.Commit);
        json.WriteString("time", merge.Time.UtcDateTime);
        json.WriteString("title", merge.Title);
        json.WriteString("author", merge.Author);
        json.WriteBoolean("mergeCommit", merge.IsMergeCommit);
        List(json, "gates", merge.Gates, static (json, gate) =>
        {
            json.WriteString("gate", gate.Stage.ToName());
            json.WriteString("mode", FieldNames.Of(gate.Mode));
            json.WriteString("policy", FieldNames.Of(gate.AsWritten));
            json.WriteString("newCode", FieldNames.Of(gate.NewCode));
            json.WriteString("enforce", FieldNames.Of(gate.Enforce));
        });
        List(json, "unread", merge.Unread, static (json, notice) =>
        {
            json.WriteString("path", notice.Path);
            json.WriteString("reason", notice.Reason);
        });
    }

    private static void Write(Utf8JsonWriter json, BlockingFinding finding, WhatIfResult result)
    {
        var found = finding.Finding;
        json.WriteString("rule", found.RuleId);
        Optional(json, "title", found.Title);
        json.WriteString("kind", FieldNames.Of(found.Kind));
        json.WriteString("severity", found.Severity.ToLabel());
        Optional(json, "path", found.Location?.Path);
        if (found.Location?.Region is { } region)
            json.WriteNumber("line", region.StartLine);
        json.WriteNumber("places", finding.Places);
        Texts(json, "owners", found.Owners);
        Optional(json, "brought", Commit(finding.Brought));
        Optional(json, "first", Commit(finding.First));
        json.WriteString("end", EndOf(finding.End));
        Optional(json, "ended", Commit(finding.Ended));
        if (finding.Lasted is { } lasted)
            json.WriteNumber("lastedSeconds", (long)lasted.TotalSeconds);
        json.WriteBoolean("blocksAsWritten", finding.BlocksAsWritten);
        json.WriteBoolean("blocksAsNew", finding.BlocksAsNew);
        json.WriteNumber("mergesBlockedInEnforce", finding.BlockedInEnforce);
        json.WriteString("fingerprint", found.Fingerprint.ToString());

        string? Commit(int? merge) => merge is { } index ? result.Merges[index].Commit : null;
    }

    private static void Write(Utf8JsonWriter json, FindingGroup group)
    {
        json.WriteString("name", group.Name);
        json.WriteNumber("findings", group.Findings);
        json.WriteNumber("fixed", group.Fixed);
        json.WriteNumber("suppressed", group.Suppressed);
        json.WriteNumber("open", group.Open);
        if (group.Median is { } median)
            json.WriteNumber("medianSeconds", (long)median.TotalSeconds);
        if (group.InTests > 0)
            json.WriteNumber("inTests", group.InTests);
        Optional(json, "hint", group.Hint);
    }

    /// <summary>The word for an end.</summary>
    public static string EndOf(FindingEnd end) => end switch
    {
        FindingEnd.StillThere => "still-there",
        FindingEnd.Fixed => "fixed",
        FindingEnd.Suppressed => "suppressed",
    };

    private static void Texts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static void List<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<Utf8JsonWriter, T> members)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            members(json, item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Optional(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
            json.WriteString(name, value);
    }
}
