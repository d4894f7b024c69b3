using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class StaticcheckTests
{
    // Shape: lintcmd/format.go of dominikh/go-tools.
    private const string Many = """
        {"code":"SA4006","severity":"error","location":{"file":"a/b.go","line":7,"column":2},"end":{"file":"a/b.go","line":7,"column":9},"message":"this value is never used"}
        {"code":"ST1005","severity":"ignored","location":{"file":"a/c.go","line":1,"column":1},"end":{"file":"","line":0,"column":0},"message":"capital"}
        {"code":"compile","severity":"error","location":{"file":"a/d.go","line":1,"column":1},"end":{"file":"","line":0,"column":0},"message":"expected package"}
        """;

    [Fact]
    public void A_line_is_a_finding_and_what_did_not_compile_makes_it_partial()
    {
        var fact = Report.Fact(Many);
        Assert.Equal((Completeness.Partial, "a/d.go"), (fact.Completeness, Assert.Single(fact.Notices).Path));
        Assert.Equal(["SA4006 LOW Code @ a/b.go:7:2-7:9", "ST1005 INFO Code @ a/c.go:1:1; (lint:ignore)"], Brief.Of(fact));
    }

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "staticcheck");
}
