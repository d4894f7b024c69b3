using System.Collections.Immutable;
using Gatehouse.Model;
using Gatehouse.Policy;
using Gatehouse.Refinery;

namespace Gatehouse.Pipeline;

/// <summary>Takes the findings out of the facts, lets the refinery mark them, and puts them back.</summary>
internal static class Refining
{
    public static (ImmutableArray<StoredFact> Facts, IReadOnlyList<string> Warnings, RunRefusal? Refusal) Run(ImmutableArray<StoredFact> facts, Scan? scan, Situation situation, PolicyInForce policy, RunOptions options, PipelineParts parts, CancellationToken cancellation)
    {
        var findings = facts.SelectMany(fact => (fact.Fact.Predicate as ScanPredicate)?.Findings ?? []).ToImmutableArray();
        var warnings = new List<string>();
        var (baseline, refusal) = BaselineSource.Read(options, situation, parts, warnings);
        if (refusal is not null)
            return (facts, [], refusal);

        var suppressions = Suppressions(situation, policy, parts, warnings);
        var result = Refine.Run(new RefineRequest
        {
            Findings = findings,
            Directives = scan?.Directives ?? [],
            Suppressions = suppressions,
            Baseline = baseline,
            Base = findings.Length == 0 ? null : BaseScan.Of(findings, situation, scan, policy, options, parts, cancellation),
            Never = policy.Policy.NeverSuppressed(),
            Owners = Owners(situation, warnings),
            Now = parts.Host.Now,
            HonorInline = options.HonorsInline && policy.Policy.HonorsInline,
        });
        // A plain look at a part would call every entry of the rest unused.
        if (options.Target == ScanTarget.Tree)
            warnings.AddRange(result.Warnings.Select(warning => warning.ToString()));
        return (PutBack(facts, [.. result.Findings.Select(finding => finding with { Probation = Probation(finding, policy, parts) })]), warnings, null);
    }

    // A mark that a stored fact carries was made under another policy. Only packs of this build have a history that counts.
    private static Probation? Probation(Finding finding, PolicyInForce policy, PipelineParts parts) =>
        finding.History is { } history && finding.Supplier == history.Pack && parts.RulePacks.ContainsKey(history.Pack) ? PackPins.Probation(history, policy.Policy, parts.Release) : null;

    private static ImmutableArray<StoredFact> PutBack(ImmutableArray<StoredFact> facts, ImmutableArray<Finding> marked)
    {
        var next = 0;
        var back = ImmutableArray.CreateBuilder<StoredFact>(facts.Length);
        foreach (var stored in facts)
        {
            if (stored.Fact.Predicate is not ScanPredicate scan)
            {
                back.Add(stored);
                continue;
            }

            var mine = marked.Slice(next, scan.Findings.Length);
            next += scan.Findings.Length;
            back.Add(stored with { Fact = stored.Fact with { Predicate = scan with { Findings = mine } } });
        }

        return back.MoveToImmutable();
    }

    private static List<SuppressionEntry> Suppressions(Situation situation, PolicyInForce policy, PipelineParts parts, List<string> warnings)
    {
        var (own, problems) = SuppressionsSection.Read(policy.Configuration["suppressions"], DateOnly.FromDateTime(parts.Host.Now.UtcDateTime), policy.Policy.NeverSuppressed);
        var entries = new List<SuppressionEntry>(own);
        warnings.AddRange(problems.Select(problem => problem.ToString()));
        foreach (var reader in policy.Policy.HonorsIgnoreFiles ? parts.SuppressionFiles : [])
        {
            if (TrustedFile.Read(situation, reader.FileName) is not { } bytes)
                continue;
            var reading = reader.Read(bytes);
            entries.AddRange(reading.Entries.Select(entry => entry with { Never = policy.Policy.NeverSuppressed() }));
            warnings.AddRange(reading.Warnings.Select(warning => warning.ToString()));
        }

        return entries;
    }

    private static CodeOwners? Owners(Situation situation, List<string> warnings)
    {
        foreach (var path in CodeOwners.Paths)
        {
            if (TrustedFile.Read(situation, path) is not { } bytes)
                continue;
            var owners = CodeOwners.Read(bytes, path);
            warnings.AddRange(owners.Warnings.Select(warning => warning.ToString()));
            return owners;
        }

        return null;
    }
}
