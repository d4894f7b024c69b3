using System.Collections.Immutable;
using System.Text;
using Gatehouse.Configuration;
using Gatehouse.Model;

namespace Gatehouse.Refinery.Tests;

/// <summary>Findings in one line each.</summary>
internal static class Sample
{
    public static readonly DateTimeOffset Now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    public static Finding Secret(string path, int line, string rule = "github-personal-access-token", string supplier = "secrets", int from = 9, int to = 49, string? print = "f1") =>
        new()
        {
            RuleId = rule,
            Supplier = supplier,
            Kind = FindingKind.Credential,
            Severity = Severity.Critical,
            Confidence = Confidence.High,
            Message = "A token",
            Location = new Location(path, from == to ? Region.Line(line) : new Region(line, from, line, to)),
            Fingerprint = Print(print),
        };

    public static Finding Code(string path, int line, string rule = "python.lang.eval", string supplier = "code", int cwe = 95, string? print = "f2") =>
        new()
        {
            RuleId = rule,
            Supplier = supplier,
            Kind = FindingKind.Code,
            Severity = Severity.High,
            Message = "eval of input",
            Location = new Location(path, Region.Line(line)),
            Cwe = [cwe],
            Fingerprint = Print(print),
        };

    public static Finding Vulnerability(string id, string purl, string supplier = "dependencies", string? path = "package-lock.json", params string[] aliases) =>
        new()
        {
            RuleId = id,
            Supplier = supplier,
            Kind = FindingKind.Vulnerability,
            Severity = Severity.High,
            Message = id,
            Aliases = [.. aliases],
            Location = path is null ? null : new Location(path),
            Component = PackageUrl.TryParse(purl, out var parsed) ? new Component(parsed.Name, parsed.Version) { Purl = parsed } : null,
            Vulnerability = new VulnerabilityDetail(),
            Fingerprint = Print(supplier + id + purl + path),
        };

    public static Finding Misconfiguration(string rule, string path, int from, int to) =>
        new()
        {
            RuleId = rule,
            Supplier = "Checkov",
            Kind = FindingKind.Misconfiguration,
            Severity = Severity.Medium,
            Message = rule,
            Location = new Location(path, new Region(from, 1, to, 2)),
            Fingerprint = Print(rule + path),
        };

    public static Fingerprint Print(string? value) => value is null ? default : new Fingerprint(Fingerprint.Current, value);

    public static RefineRequest Request(params Finding[] findings) => new() { Findings = [.. findings], Now = Now };

    public static RefineResult Refined(params Finding[] findings) => Refine.Run(Request(findings));

    public static SuppressionReading Read(string fileName, string text) =>
        RefineryCatalog.SuppressionFiles.Single(file => file.FileName == fileName).Read(Encoding.UTF8.GetBytes(text));

    public static (ImmutableArray<SuppressionEntry> Entries, ImmutableArray<ConfigurationProblem> Problems) ReadOwn(string text)
    {
        var configuration = ConfigurationReader.Read(Encoding.UTF8.GetBytes(text), "gatehouse.yaml", [new SuppressionsSection()]);
        return configuration.IsSound ? SuppressionsSection.Read(configuration.Root["suppressions"], DateOnly.FromDateTime(Now.UtcDateTime)) : ([], configuration.Problems);
    }
}
