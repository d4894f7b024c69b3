using Gatehouse.Intake.Importers.Sarif;
using Gatehouse.Model;
using Gatehouse.Text;

namespace Gatehouse.Intake.Importers.Gitleaks;

/// <summary>
/// A finding as Gitleaks 1 to 7 wrote it. <c>rule</c> was the description of the rule and its only name; the line number
/// came with version 5.
/// </summary>
internal static class OldFinding
{
    public static Finding Of(Reading reading, MapNode map)
    {
        var rule = reading.Name(map, "rule");
        if (rule is null)
            reading.Unread(map.Position, "a finding names no rule");
        var file = reading.Raw(map, "file");
        if (file is null)
            reading.Unread(map.Position, "a finding names no file");
        var line = reading.Whole(map, "lineNumber");
        var region = reading.Region(line is > 0 ? line : null, null, null, null, map.Position);
        var commit = Digests.Commit(reading.Name(map, "commit"));
        var title = rule ?? "unnamed";
        return new Finding
        {
            RuleId = title,
            Supplier = "Gitleaks",
            Kind = SarifKind.OfSecret(title.Replace(' ', '-').ToLowerInvariant()),
            Severity = Severity.High, // Old versions let a rule state one, as a word of the user's own: a credential fails its gate whatever it is.
            Title = title,
            Message = commit is null ? title : $"{title} (in commit {commit[..12]})",
            Location = file is null ? null : reading.Place(file, region, map["file"]!.Position),
            Cwe = [798],
            Remedy = "Revoke it at its provider, then take it out.",
        };
    }
}
