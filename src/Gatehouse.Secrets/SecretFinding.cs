using System.Globalization;
using Gatehouse.Model;

namespace Gatehouse.Secrets;

/// <summary>Turns a note into a finding. What it says of the secret is the rule's literal and a length: nothing of the secret itself.</summary>
internal static class SecretFinding
{
    private const string Doubt = "; its checksum does not fit, so it was changed or made up", Aside = "; in a test, a document or an example", Named = "; its name says that it is made for tests";

    /// <summary>Whether it has a rule's shape, and not its checksum.</summary>
    public static bool IsDoubted(Finding finding) => finding.Message.Contains(Doubt, StringComparison.Ordinal);

    /// <param name="isLoweredAside">Whether what nobody issued counts for less in tests, documents and examples.</param>
    public static Finding Of(SecretRule rule, string path, SecretNote note, bool isLoweredAside)
    {
        // Keys and passwords made for a test have the shape of real ones; what a provider issued has not.
        var reason = !isLoweredAside || (rule.Kind != FindingKind.PossibleSecret && rule.Provider != SecretRule.NoProvider) ? null : SidePath.Holds(path) ? Aside : note.IsNamedTest ? Named : null;
        var isPossible = reason is not null || !note.IsProven;
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
            Severity = isPossible ? Min(rule.Severity, Severity.Medium) : rule.Severity,
            Confidence = note.IsProven ? rule.Confidence : Confidence.Low,
            Title = rule.Title,
            Message = $"{rule.Title} ({shape}{doubt}{(rule.Severity > Severity.Medium ? reason : null)})",
            Location = new Location(path, note.Region),
            Cwe = [798],
            Remedy = rule.RevokeUrl is null ? rule.Revoke : $"{rule.Revoke} {rule.RevokeUrl}",
            HelpUri = rule.Source,
            History = rule.Since is null && rule.RaisedIn is null ? null : new RuleHistory(RulePack.Name, rule.Since, rule.RaisedIn, rule.RaisedFrom),
            Fingerprint = new Fingerprint(Fingerprint.Current, note.Fingerprint.ToString("x32", CultureInfo.InvariantCulture)),
        };
    }

    private static Severity Min(Severity a, Severity b) => a < b ? a : b;
}
