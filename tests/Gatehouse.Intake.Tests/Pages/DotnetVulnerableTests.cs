using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class DotnetVulnerableTests
{
    private const string Many = """
        { "version": 1, "parameters": "--vulnerable --include-transitive", "sources": [ "https://nuget.example/v3/index.json" ],
          "projects": [ { "path": "src/app.csproj", "frameworks": [ { "framework": "net10.0",
            "topLevelPackages": [ { "id": "Newtonsoft.Json", "requestedVersion": "12.0.1", "resolvedVersion": "12.0.1", "vulnerabilities": [ { "severity": "High", "advisoryurl": "https://github.com/advisories/GHSA-5crp-9r3c-p9vr" } ] } ],
            "transitivePackages": [ { "id": "System.Net.Http", "resolvedVersion": "4.1.0", "vulnerabilities": [ { "severity": "Moderate", "advisoryurl": "https://github.com/advisories/GHSA-7jgj-8wvc-jh57" } ] } ] } ] } ] }
        """;

    [Fact]
    public void Packages_are_direct_or_not_and_lie_in_their_project()
    {
        var findings = Report.Findings(Many);
        Assert.Equal(("GHSA-5crp-9r3c-p9vr", Severity.High, "pkg:nuget/Newtonsoft.Json@12.0.1", true, "src/app.csproj"), (findings[0].RuleId, findings[0].Severity, findings[0].Component!.Purl!.ToString(), findings[0].Component!.IsDirect, findings[0].Location!.Path));
        Assert.Equal((Severity.Medium, false), (findings[1].Severity, findings[1].Component!.IsDirect));
    }

    [Fact]
    public void Projects_without_vulnerable_packages_are_a_clean_scan() => Assert.Empty(Report.Findings("""{ "version": 1, "parameters": "--vulnerable", "sources": [], "projects": [ { "path": "a.csproj" } ] }"""));

    [Fact]
    public void A_project_that_could_not_be_judged_makes_it_partial()
    {
        var fact = Report.Fact("""{ "version": 1, "parameters": "--vulnerable", "problems": [ { "project": "b.csproj", "level": "error", "text": "No assets file was found" } ], "projects": [] }""");
        Assert.Equal((Completeness.Partial, "b.csproj"), (fact.Completeness, Assert.Single(fact.Notices).Path));
    }

    [Fact]
    public void A_list_of_packages_that_were_not_judged_is_no_scan() => Assert.Contains("no known format", Report.Problem("""{ "version": 1, "parameters": "--outdated", "projects": [ { "path": "a.csproj" } ] }"""));

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "dotnet-vulnerable");
}
