using System.Globalization;
using Gatehouse.Model;

namespace Gatehouse.Secrets;

/// <summary>Turns a note into a finding. What it says of the secret is the rule's literal and a length: nothing of the secret itself.</summary>
internal static class SecretFinding
{
    private const string Doubt = "; its checksum does not fit, so it was changed or made up", Aside = "; in a test, a document or an example", Named = "; its name says that it is made for tests, or it stands in a sample";

    /// <summary>Whether it has a rule's shape, and not its checksum.</summary>
    public static bool IsDoubted(Finding finding) => finding.Message.Contains(Doubt, StringComparison.Ordinal);

    /// <param name="rule">Whose shape it has.</param>
    /// <param name="path">Of its file.</param>
    /// <param name="note">What is known of it.</param>
    /// <param name="isLoweredAside">Whether what is not surely issued counts for less in tests, documents and examples.</param>
    /// <param name="today">What ended before opens nothing any more.</param>
    public static Finding Of(SecretRule rule, string path, SecretNote note, bool isLoweredAside, DateOnly today)
    {
        // Keys and passwords made for a test have the shape of real ones; what a provider issued has not.
        var reason = !isLoweredAside || IsSurelyIssued(rule) ? null : SidePath.Holds(path) ? Aside : note.IsNamedTest ? Named : null;
        var hasEnded = note.Ends > 0 && note.Ends < today.DayNumber;
        var isPossible = hasEnded || reason is not null || !note.IsProven;
        var most = hasEnded ? Severity.Low : Severity.Medium;
        if (hasEnded)
            reason = string.Create(CultureInfo.InvariantCulture, $"; it ended on {DateOnly.FromDayNumber(note.Ends):yyyy-MM-dd}");
        var shape = rule.Structure != SecretStructure.None && rule.Literals.Length == 1
            ? string.Create(CultureInfo.InvariantCulture, $"{rule.Literals[0]}…, {note.Length} characters")
            : string.Create(CultureInfo.InvariantCulture, $"{note.Length} characters");
        var doubt = note.IsProven ? "" : Doubt;
        return new Finding
        {
            RuleId = rule.Id,
            Supplier = "secrets",
            // A shape without its checksum proves nothing any more.
            Kind = isPossible ? FindingKind.PossibleSecret : rule.Kind,
            Severity = isPossible ? Min(rule.Severity, most) : rule.Severity,
            Confidence = note.IsProven ? rule.Confidence : Confidence.Low,
            Title = rule.Title,
            Message = $"{rule.Title} ({shape}{doubt}{(rule.Severity > most ? reason : null)})",
            Location = new Location(path, note.Region),
            Cwe = [798],
            Remedy = rule.RevokeUrl is null ? rule.Revoke : $"{rule.Revoke} {rule.RevokeUrl}",
            HelpUri = rule.Source,
            History = rule.Since is null && rule.RaisedIn is null ? null : new RuleHistory(RulePack.Name, rule.Since, rule.RaisedIn, rule.RaisedFrom),
            Fingerprint = new Fingerprint(Fingerprint.Current, note.Fingerprint.ToString("x32", CultureInfo.InvariantCulture)),
        };
    }

    // By a shape that only its provider makes: what merely looks like it may be made up.
    private static bool IsSurelyIssued(SecretRule rule) => rule.Kind == FindingKind.Credential && rule.Provider != SecretRule.NoProvider && rule.Confidence == Confidence.High;

    private static Severity Min(Severity a, Severity b) => a < b ? a : b;
}
