using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

/// <summary>What a page of JSON lines reads where documents have several lines each.</summary>
public sealed class DocumentsTests
{
    private const string Good = """{ "AuditResultName": "PrivilegedTrue", "ResourceKind": "Pod", "ResourceName": "web", "level": "error", "msg": "m" }""";

    private static string Lines(string document) => document.Replace(", ", ",\n", StringComparison.Ordinal);

    [Fact]
    public void One_document_is_one_item() => Assert.Single(Report.Findings(Lines(Good)));

    [Fact]
    public void Documents_follow_one_another() => Assert.Equal(2, Report.Findings(Lines(Good) + "\n" + Lines(Good)).Length);

    [Fact]
    public void A_damaged_document_ends_them_and_is_told()
    {
        var fact = Report.Fact(Lines(Good) + "\n{ oops }\n" + Lines(Good));
        Assert.Equal(Completeness.Partial, fact.Completeness);
        Assert.Single(Report.Findings(fact));
    }

    [Fact]
    public void A_damaged_line_after_the_first_costs_that_line_only()
    {
        var fact = Report.Fact(Good + "\n{ oops }\n" + Good);
        Assert.Equal(Completeness.Partial, fact.Completeness);
        Assert.Equal(2, Report.Findings(fact).Length);
    }
}
