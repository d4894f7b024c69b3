using Gatehouse.Archives;
using Gatehouse.Model;

namespace Gatehouse.Engine.Running;

/// <summary>
/// Engines see a member of an archive as a file below it, and place their findings there. For everyone after them the
/// place is the file of the repository, with the member named beside it: owners, exclusions and hosts know no other.
/// </summary>
internal static class MemberPlaces
{
    public static Conclusion Place(Conclusion conclusion, NoteSet notes)
    {
        var members = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var note in notes.Notes.Where(static note => note.OuterLength > 0))
            members[note.Path] = note.OuterLength; // A tar may hold one name twice.
        if (members.Count == 0)
            return conclusion;
        foreach (var note in notes.Notes.Where(static note => note.OuterLength == 0))
            members.Remove(note.Path); // A file of the source that is called like a member keeps its name.
        return conclusion with { Results = [.. conclusion.Results.Select(result => result with { Predicate = Placed(result.Predicate, members) })] };
    }

    private static Predicate Placed(Predicate predicate, Dictionary<string, int> members) => predicate switch
    {
        ScanPredicate scan => scan with { Findings = [.. scan.Findings.Select(finding => Placed(finding, members))] },
        SbomPredicate sbom => sbom with { Components = [.. sbom.Components.Select(component => component with { Location = Placed(component.Location, members) })] },
        _ => predicate,
    };

    private static Finding Placed(Finding finding, Dictionary<string, int> members) => finding with
    {
        Location = Placed(finding.Location, members),
        AlsoAt = finding.AlsoAt.IsDefaultOrEmpty ? finding.AlsoAt : [.. finding.AlsoAt.Select(place => place with { Location = Placed(place.Location, members)! })],
        Flow = finding.Flow.IsDefaultOrEmpty ? finding.Flow : [.. finding.Flow.Select(step => step with { Location = Placed(step.Location, members)! })],
    };

    private static Location? Placed(Location? location, Dictionary<string, int> members) =>
        location is { IsUri: false } && members.TryGetValue(location.Path, out var outer)
            ? location with { Path = location.Path[..outer], Member = MemberPath.Shown(location.Path[(outer + MemberPath.Separator.Length)..]) }
            : location;
}
