using System.Reflection;
using Gatehouse.Model;

namespace Gatehouse.Policy.Tests;

public sealed class EveryCriterionTests
{
    private static readonly string[] Expected =
    [
        "build.licenses", "build.sbom", "build.vulnerabilities", "code.flaws", "code.review", "code.secrets", "deploy.configuration", "deploy.images",
        "operate.alerts", "plan.requirements", "plan.threats", "release.approval", "release.provenance", "release.sbom", "release.signature", "test.security-tests", "test.web",
    ];

    [Fact]
    public void The_gate_table_is_complete() => Assert.Equal(Expected, PolicyCatalog.Criteria.Select(criterion => criterion.Id).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_criterion_has_a_truth_table_with_a_missing_and_a_stale_fact()
    {
        var tables = typeof(EveryCriterionTests).Assembly.GetTypes().Select(type => type.GetField("Table", BindingFlags.Static | BindingFlags.NonPublic)?.GetValue(null)).OfType<TruthTable>().ToDictionary(table => table.Criterion);
        foreach (var criterion in PolicyCatalog.Criteria)
        {
            Assert.True(tables.TryGetValue(criterion.Id, out var table), $"{criterion.Id} has no table");
            Assert.Contains(table, row => row.Contains("no fact", StringComparison.Ordinal));
            Assert.Contains(table, row => row.StartsWith("stale fact", StringComparison.Ordinal));
            Assert.Contains(table, row => row.StartsWith("incomplete", StringComparison.Ordinal));
            Assert.Contains(table, row => row.Contains("waived", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Every_criterion_names_its_stage_its_question_and_who_owes_it()
    {
        foreach (var criterion in PolicyCatalog.Criteria)
        {
            Assert.StartsWith(criterion.Stage.ToName() + ".", criterion.Id, StringComparison.Ordinal);
            Assert.EndsWith("?", criterion.Question, StringComparison.Ordinal);
            Assert.NotEmpty(criterion.OwedBy);
            Assert.NotEmpty(criterion.Wants);
        }
    }
}
