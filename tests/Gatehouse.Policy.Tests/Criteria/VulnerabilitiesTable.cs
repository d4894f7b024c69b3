using Gatehouse.Model;
using static Gatehouse.Policy.Tests.World;

namespace Gatehouse.Policy.Tests;

public sealed class VulnerabilitiesTable
{
    internal static readonly TruthTable Table = new("build.vulnerabilities")
    {
        { "no fact, and nobody could make it", Outcome.NotJudged, "nobody brought one", world => { } },
        { "no fact, and an engine could make it", Outcome.Undecided, "no vulnerability-scan", world => world.Engine(FactKind.VulnerabilityScan) },
        { "stale fact", Outcome.Undecided, "is stale: 30 hours old, at most 24 hours", world => world.Fact(FactKind.VulnerabilityScan, new ScanPredicate(), hours: 30) },
        { "clean", Outcome.Pass, "no vulnerability that blocks", world => world.Scan(FactKind.VulnerabilityScan) },
        { "no dependency", Outcome.NotApplicable, "there is nothing for a vulnerability-scan", world => world.Fact(FactKind.VulnerabilityScan, new ScanPredicate { Applies = false }) },
        { "nothing for the scanner, and something that it has no eye for", Outcome.Undecided, "tool found nothing of its own to look at, and nobody judged requirements.txt", world => world.Fact(FactKind.VulnerabilityScan, new ScanPredicate { Applies = false, Leaves = ["requirements.txt"] }) },
        { "nothing for one scanner, and judged by another", Outcome.Pass, "no vulnerability that blocks", world => world.Fact(FactKind.VulnerabilityScan, new ScanPredicate { Applies = false, Leaves = ["requirements.txt"] }, producer: "other").Scan(FactKind.VulnerabilityScan) },
        { "CRITICAL in a direct dependency", Outcome.Fail, "1 vulnerability, CVE-2026-1 in left-pad 1.0.0", world => world.Scan(FactKind.VulnerabilityScan, Cve(true)) },
        { "CRITICAL where nobody says whether it is direct", Outcome.Fail, "they count as direct", world => world.Scan(FactKind.VulnerabilityScan, Cve(null)) },
        { "CRITICAL in no component at all counts as direct", Outcome.Fail, "they count as direct", world => world.Scan(FactKind.VulnerabilityScan, Finding(FindingKind.Vulnerability, Severity.Critical)) },
        { "CRITICAL, transitive, on a feature branch", Outcome.Warn, "blocks on production", world => world.Scan(FactKind.VulnerabilityScan, Cve(false)) },
        { "CRITICAL, transitive, on production", Outcome.Fail, "production", world => world.On("main").Scan(FactKind.VulnerabilityScan, Cve(false)) },
        { "CRITICAL, transitive, fixable, not known to be reached", Outcome.Warn, "blocks on production", world => world.Scan(FactKind.VulnerabilityScan, Cve(false, new VulnerabilityDetail { FixedVersions = ["1.0.1"] })) },
        { "CRITICAL, transitive, reached, without a fix", Outcome.Warn, "blocks on production", world => world.Scan(FactKind.VulnerabilityScan, Cve(false, new VulnerabilityDetail { IsReached = true })) },
        { "CRITICAL, transitive, fixable and reached", Outcome.Fail, "1 vulnerability", world => world.Scan(FactKind.VulnerabilityScan, Cve(false, new VulnerabilityDetail { FixedVersions = ["1.0.1"], IsReached = true })) },
        { "CRITICAL, transitive, known exploited", Outcome.Fail, "1 vulnerability", world => world.Scan(FactKind.VulnerabilityScan, Cve(false, new VulnerabilityDetail { IsKnownExploited = true })) },
        { "HIGH, direct, on a feature branch", Outcome.Warn, "blocks on production", world => world.Scan(FactKind.VulnerabilityScan, Cve(true) with { Severity = Severity.High }) },
        { "waived by package of that version", Outcome.Pass, "W-1", world => world.Waive("build.vulnerabilities", paths: ["pkg:npm/left-pad@1.0.0"]).Scan(FactKind.VulnerabilityScan, Cve(true)) },
        { "waived by package of any version", Outcome.Pass, "W-1", world => world.Waive("build.vulnerabilities", paths: ["pkg:npm/left-pad"]).Scan(FactKind.VulnerabilityScan, Cve(true)) },
        { "a waiver of another version", Outcome.Fail, "1 vulnerability", world => world.Waive("build.vulnerabilities", paths: ["pkg:npm/left-pad@2.0.0"]).Scan(FactKind.VulnerabilityScan, Cve(true)) },
        { "a waiver of the advisory in another package", Outcome.Fail, "1 vulnerability", world => world.Waive("build.vulnerabilities", ids: ["CVE-2026-1"], paths: ["pkg:npm/right-pad"]).Scan(FactKind.VulnerabilityScan, Cve(true)) },
        { "incomplete", Outcome.Undecided, "is incomplete: package-lock.json", world => world.Fact(FactKind.VulnerabilityScan, new ScanPredicate(), unread: ["package-lock.json"]) },
        { "committed in the tree", Outcome.Undecided, "is committed in the tree that it speaks of", world => world.Fact(FactKind.VulnerabilityScan, new ScanPredicate(), trust: Trust.CommittedInTree) },
    };

    public static TheoryData<string> Rows => Table.Rows;

    [Theory, MemberData(nameof(Rows))]
    public void Each_row_holds(string row) => Table.Check(row);

    private static Finding Cve(bool? isDirect, VulnerabilityDetail? detail = null) => Finding(FindingKind.Vulnerability, Severity.Critical, "CVE-2026-1") with
    {
        Location = null,
        Component = new Component("left-pad", "1.0.0") { Purl = new PackageUrl("npm", null, "left-pad", "1.0.0"), IsDirect = isDirect },
        Vulnerability = detail,
    };
}
