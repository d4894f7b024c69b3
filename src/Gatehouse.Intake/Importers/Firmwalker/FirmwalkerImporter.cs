using Gatehouse.Model;
using Gatehouse.Text;

namespace Gatehouse.Intake.Importers.Firmwalker;

/// <summary>
/// firmwalker's text: sections between <c>***</c>, in them groups behind <c>####</c> or between <c>----</c>, under each the
/// files of the firmware that fit. The hashes that it prints are not taken, only where they are.
/// </summary>
[Importer]
internal sealed class FirmwalkerImporter : IImporter
{
    private const string Directory = "***Firmware Directory***";

    // It says what is there, not how bad that is.
    private static readonly string[] Secret = ["password", "ssh", "ssl"];

    public string Name => "firmwalker";

    public string Tool => "firmwalker";

    public string Summary => "firmwalker's text: what a firmware's file system holds. It states no severity: password hashes are MEDIUM, files of passwords and keys LOW, all else INFO";

    public bool Recognizes(ReportFile file) => file.Form == ReportForm.Text && Head(file).Contains(Directory, StringComparison.Ordinal);

    public ImportResult Import(ReportFile file, ImportContext context)
    {
        var reading = new Reading(file, context);
        if (!Recognizes(file))
            return reading.RefuseForm("report of firmwalker");
        var findings = new List<Finding>();
        var (section, group, root) = ("", "", "");
        foreach (var raw in TextDecoding.ToText(file.Bytes.Span, out _).Split('\n'))
        {
            var line = raw.Trim();
            if (line.Length == 0)
                continue;
            if (line.StartsWith("***", StringComparison.Ordinal) && line.EndsWith("***", StringComparison.Ordinal) && line.Length > 6)
                (section, group) = (Named(line.Trim('*')), "");
            else if (line.StartsWith("####", StringComparison.Ordinal) || (line.StartsWith("----", StringComparison.Ordinal) && line.EndsWith("----", StringComparison.Ordinal)))
                group = Named(line.Trim('#', '-', ' '));
            else if (section == "Firmware Directory")
                root = line;
            else if (!section.StartsWith("List ", StringComparison.Ordinal)) // A directory's listing shows again what the groups name.
                findings.Add(FindingOf(reading, section, group, root, line));
        }

        return reading.Result(reading.Fact(
            FactKind.OtherScan,
            new ScanPredicate { Findings = reading.Findings(findings.DistinctBy(finding => (finding.RuleId, finding.Message))), Judged = 1 },
            reading.Producer(null, null, Tool),
            null,
            []));
    }

    private static Finding FindingOf(Reading reading, string section, string group, string root, string line)
    {
        var isHash = section.Contains("hash", StringComparison.OrdinalIgnoreCase);
        // grep prints file:hash.
        var item = isHash && line.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon ? line[..colon] : line;
        var path = root.Length > 1 && item.StartsWith(root, StringComparison.Ordinal) ? item[root.Length..] : item;
        var isFile = item.StartsWith('/');
        var rule = group.Length > 0 && !group.Equals(section, StringComparison.OrdinalIgnoreCase) ? $"{section}: {group}" : section;
        return new Finding
        {
            RuleId = rule,
            Supplier = "firmwalker",
            Kind = FindingKind.Misconfiguration,
            Severity = isHash ? Severity.Medium : Secret.Any(word => section.Contains(word, StringComparison.OrdinalIgnoreCase)) ? Severity.Low : Severity.Info,
            Title = Plain.Line(rule, 200),
            Message = Plain.Line($"{rule}: {item}"),
            Location = isFile ? reading.Place(path.TrimStart('/'), null, null) : new Location(Plain.Line(item, Plain.NameLength)) { IsUri = true },
        };
    }

    // "Search for SSL related files" is named by what is searched for.
    private static string Named(string text)
    {
        var name = Plain.Line(text, 200);
        return name.StartsWith("Search for ", StringComparison.OrdinalIgnoreCase) ? name["Search for ".Length..] : name;
    }

    private static string Head(ReportFile file) => TextDecoding.ToText(file.Bytes.Span[..Math.Min(file.Bytes.Length, 4096)], out _);
}
