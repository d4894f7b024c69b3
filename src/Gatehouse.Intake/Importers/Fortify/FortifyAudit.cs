using Gatehouse.Text;

namespace Gatehouse.Intake.Importers.Fortify;

/// <summary>What auditors accepted, by the instance's id, and why.</summary>
internal static class FortifyAudit
{
    // The custom tag "Analysis" has this id in every installation.
    private const string Analysis = "87f2364f-dcd4-49e6-861d-f8d3f351686b";

    public static Dictionary<string, string> Of(Reading reading, ArchiveEntry? audit)
    {
        var accepted = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (audit is null)
            return accepted;
        var (root, error) = Xml.Parse(audit.Bytes);
        if (root is null)
            reading.Unread(error?.Position, "not readable: what was suppressed is not known", audit.Path);
        foreach (var issue in root?.Child("IssueList")?.Children.Where(child => child.Name == "Issue") ?? [])
        {
            var analysis = issue.Children.FirstOrDefault(tag => tag.Name == "Tag" && tag.Attribute("id") == Analysis)?.ChildText("Value");
            var isNone = analysis is not null && analysis.Equals("Not an Issue", StringComparison.OrdinalIgnoreCase);
            if (issue.Attribute("instanceId") is { } id && (isNone || issue.Attribute("suppressed") == "true"))
                accepted.TryAdd(id, Plain.Line(issue.Descendants("Comment").LastOrDefault()?.ChildText("Content") ?? (isNone ? analysis! : "suppressed in Fortify")));
        }

        return accepted;
    }
}
