using System.Collections.Immutable;
using System.Globalization;
using Gatehouse.Model;

namespace Gatehouse.Intake.Importers.Sarif;

/// <summary>What a result is, by its rule's tags and id.</summary>
internal static class SarifKind
{
    // Words in ids of rules that find no known shape.
    private static readonly string[] Vague = ["generic", "entropy", "keyword", "password", "possible"];

    /// <summary>Tags before the tool's character: one run may hold several kinds.</summary>
    public static FindingKind Of(ToolCharacter character, string id, IReadOnlyList<string> tags)
    {
        var kind = character.Finds;
        if (character.Kind is null)
        {
            foreach (var tag in tags)
            {
                var tagged = tag.ToLowerInvariant() switch
                {
                    "secret" or "secrets" or "credential" or "credentials" => FindingKind.Credential,
                    "possible-secret" => FindingKind.PossibleSecret,
                    "misconfiguration" or "iac" or "infrastructure-as-code" => FindingKind.Misconfiguration,
                    "vulnerability" or "sca" or "dependency" => FindingKind.Vulnerability,
                    "license" or "licence" => FindingKind.License,
                    "web" or "dast" => FindingKind.Web,
                    _ => (FindingKind?)null,
                };
                if (tagged is not null)
                {
                    kind = tagged.Value;
                    break;
                }
            }

            // "vulnerability" is also the tag of many a code rule: there is an advisory, or it is none.
            if (kind == FindingKind.Vulnerability && !character.IsMixed && !IsAdvisory(id))
                kind = FindingKind.Code;
        }

        return kind == FindingKind.Credential ? OfSecret(id) : kind;
    }

    /// <summary>A credential, or where the rule's id says that it knows no shape a possible secret.</summary>
    public static FindingKind OfSecret(string id) =>
        Vague.Any(word => id.Contains(word, StringComparison.OrdinalIgnoreCase)) ? FindingKind.PossibleSecret : FindingKind.Credential;

    public static bool IsAdvisory(string id) =>
        id.StartsWith("CVE-", StringComparison.Ordinal) || id.StartsWith("GHSA-", StringComparison.Ordinal) || id.StartsWith("OSV-", StringComparison.Ordinal)
        || id.StartsWith("GO-", StringComparison.Ordinal) || id.StartsWith("RUSTSEC-", StringComparison.Ordinal) || id.StartsWith("PYSEC-", StringComparison.Ordinal);

    /// <summary>The numbers in <c>CWE-79: …</c>, <c>external/cwe/cwe-079</c> and the like, sorted.</summary>
    public static ImmutableArray<int> Cwe(IEnumerable<string> texts)
    {
        var numbers = new SortedSet<int>();
        foreach (var text in texts)
        {
            var at = text.LastIndexOf("cwe", StringComparison.OrdinalIgnoreCase);
            if (at < 0)
                continue;
            var digits = text.AsSpan(at + 3).TrimStart("-_:/ ");
            var length = digits.IndexOfAnyExceptInRange('0', '9') is >= 0 and var end ? end : digits.Length;
            if (int.TryParse(digits[..length], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 100_000)
                numbers.Add(number);
        }

        return [.. numbers];
    }
}
