using System.Collections.Immutable;
using Gatehouse.Model;
using Gatehouse.Refinery;

namespace Gatehouse.Pipeline.Proving;

/// <summary>Who accepts a finding, and until when: what is over, names another rule or gives no reason does not hold.</summary>
internal static class SuppressionChecks
{
    private const string Rule = "case-rule";

    private static readonly Finding Finding = new()
    {
        RuleId = Rule,
        Supplier = "selftest",
        Kind = FindingKind.Credential,
        Severity = Severity.Critical,
        Message = "a finding of the case",
        Location = new Location("src/a", Region.Line(7)),
    };

    public static IReadOnlyList<ControlCheck> Run(DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        return
        [
            Entry("an entry that holds suppresses", isHeld: true, now, Of(today)),
            Entry("an entry that is over does not", isHeld: false, now, Of(today.AddDays(-1))),
            Entry("an entry of another rule does not", isHeld: false, now, Of(today) with { Ids = ["another-rule"] }),
            Entry("an entry of another place does not", isHeld: false, now, Of(today) with { File = "src/b" }),
            Entry("an entry that names nothing does not", isHeld: false, now, Of(today) with { Ids = [] }),
            Comment("a comment with rule and reason suppresses", isHeld: true, now, [Rule], "a case"),
            Comment("a comment without a reason does not", isHeld: false, now, [Rule], ""),
            Comment("a comment for another rule does not", isHeld: false, now, ["another-rule"], "a case"),
            Comment("no comment does where comments are not honoured", isHeld: false, now, [Rule], "a case", isHonored: false),
        ];
    }

    private static SuppressionEntry Of(DateOnly expires) => new() { Source = "selftest:1", Ids = [Rule], Reason = "a case", Owner = "selftest", Expires = expires };

    private static ControlCheck Entry(string name, bool isHeld, DateTimeOffset now, SuppressionEntry entry) =>
        Check("suppressions", name, isHeld, new RefineRequest { Findings = [Finding], Suppressions = [entry], Now = now });

    private static ControlCheck Comment(string name, bool isHeld, DateTimeOffset now, ImmutableArray<string> ids, string reason, bool isHonored = true) =>
        Check("gatehouse:ignore", name, isHeld, new RefineRequest { Findings = [Finding], Directives = [new InlineDirective("src/a", 7, "gatehouse:ignore", ids, reason, StandsAlone: false)], Now = now, HonorInline = isHonored });

    private static ControlCheck Check(string control, string name, bool isHeld, RefineRequest request)
    {
        var isSuppressed = !Refine.Run(request).Findings[0].IsActive;
        return ControlCheck.Of(control, name, isSuppressed == isHeld ? null : isHeld ? "the finding was to be suppressed, and counts" : "the finding was to count, and is suppressed");
    }
}
