using Gatehouse.Model;

namespace Gatehouse.Formats;

/// <summary>The words that closed sets have in JSON and in tables: lower-case, with hyphens.</summary>
public static class FieldNames
{
    /// <summary>The word for a kind of finding.</summary>
    public static string Of(FindingKind kind) => kind switch
    {
        FindingKind.Credential => "credential",
        FindingKind.PossibleSecret => "possible-secret",
        FindingKind.Code => "code",
        FindingKind.Vulnerability => "vulnerability",
        FindingKind.License => "license",
        FindingKind.Misconfiguration => "misconfiguration",
        FindingKind.Web => "web",
        FindingKind.Test => "test",
        FindingKind.Threat => "threat",
        FindingKind.Alert => "alert",
        FindingKind.Artifact => "artifact",
        FindingKind.PolicyWeakening => "policy-weakening",
    };

    /// <summary>The word for an outcome.</summary>
    public static string Of(Outcome outcome) => outcome switch
    {
        Outcome.Pass => "pass",
        Outcome.Warn => "warn",
        Outcome.Fail => "fail",
        Outcome.Undecided => "undecided",
        Outcome.NotApplicable => "not-applicable",
        Outcome.NotJudged => "not-judged",
    };

    /// <summary>The word for a completeness.</summary>
    public static string Of(Completeness completeness) => completeness switch
    {
        Completeness.Complete => "complete",
        Completeness.Partial => "partial",
        Completeness.Failed => "failed",
    };

    /// <summary>The word for a notice.</summary>
    public static string Of(NoticeKind kind) => kind switch
    {
        NoticeKind.Skipped => "skipped",
        NoticeKind.Degraded => "degraded",
        NoticeKind.Unread => "unread",
    };

    /// <summary>The word for a gate's mode.</summary>
    public static string Of(GateMode mode) => mode switch
    {
        GateMode.Observe => "observe",
        GateMode.NewCode => "new-code",
        GateMode.Enforce => "enforce",
    };

    /// <summary>The word for a baseline state.</summary>
    public static string Of(BaselineState state) => state switch
    {
        BaselineState.Unknown => "unknown",
        BaselineState.New => "new",
        BaselineState.Unchanged => "unchanged",
    };

    /// <summary>The word for a confidence.</summary>
    public static string Of(Confidence confidence) => confidence switch
    {
        Confidence.Low => "low",
        Confidence.Medium => "medium",
        Confidence.High => "high",
    };
}
