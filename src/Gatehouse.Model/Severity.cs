namespace Gatehouse.Model;

/// <summary>How bad a finding is, ordered: a higher value is worse.</summary>
public enum Severity
{
    /// <summary>For trends and security sprints; never blocks.</summary>
    Info,

    /// <summary>Backlog. CVSS 0.1 to 3.9.</summary>
    Low,

    /// <summary>Backlog. CVSS 4.0 to 6.9.</summary>
    Medium,

    /// <summary>Blocks where the branch, or the one it is merged into, is production. CVSS 7.0 to 8.9.</summary>
    High,

    /// <summary>Blocks on every branch. CVSS 9.0 to 10.0.</summary>
    Critical,
}

/// <summary>How sure the supplier is, ordered: a higher value is surer.</summary>
public enum Confidence
{
    /// <summary>A heuristic with known false positives.</summary>
    Low,

    /// <summary>The pattern fits; the context is not proven.</summary>
    Medium,

    /// <summary>Structure or flow is proven: a checksum, a provider's shape, a traced path.</summary>
    High,
}

/// <summary>Reads and writes severities in the spellings that the field uses.</summary>
public static class Severities
{
    /// <summary>The word of CONVENTIONS in capitals: <c>CRITICAL HIGH MEDIUM LOW INFO</c>.</summary>
    public static string ToLabel(this Severity severity) => severity switch
    {
        Severity.Critical => "CRITICAL",
        Severity.High => "HIGH",
        Severity.Medium => "MEDIUM",
        Severity.Low => "LOW",
        Severity.Info => "INFO",
    };

    /// <summary>The severity of a CVSS base score, 0.0 to 10.0 (CVSS 3.1 specification, section 5).</summary>
    public static Severity FromCvss(double score) => score switch
    {
        >= 9.0 => Severity.Critical,
        >= 7.0 => Severity.High,
        >= 4.0 => Severity.Medium,
        > 0.0 => Severity.Low,
        _ => Severity.Info,
    };

    /// <summary>The score that SARIF's <c>security-severity</c> gets where nobody gave a CVSS score: the middle of the band.</summary>
    public static double ToSecurityScore(this Severity severity) => severity switch
    {
        Severity.Critical => 9.5,
        Severity.High => 8.0,
        Severity.Medium => 5.5,
        Severity.Low => 2.0,
        Severity.Info => 0.0,
    };

    /// <summary>
    /// Reads the words that tools write, in any case: <c>critical high medium moderate low info informational note none
    /// negligible warning error unknown</c>. False for a word not known; the caller says so rather than guessing.
    /// </summary>
    public static bool TryParse(string? word, out Severity severity)
    {
        Severity? known = word?.Trim().ToUpperInvariant() switch
        {
            "CRITICAL" or "BLOCKER" => Severity.Critical,
            "HIGH" or "ERROR" or "IMPORTANT" or "MAJOR" => Severity.High,
            "MEDIUM" or "MODERATE" or "WARNING" or "UNKNOWN" => Severity.Medium,
            "LOW" or "MINOR" or "NOTE" => Severity.Low,
            "INFO" or "INFORMATIONAL" or "INFORMATION" or "NONE" or "NEGLIGIBLE" => Severity.Info,
            _ => null,
        };
        severity = known ?? Severity.Info;
        return known is not null;
    }
}
