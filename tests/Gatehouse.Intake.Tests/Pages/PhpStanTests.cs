using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class PhpStanTests
{
    // Shape: src/Command/ErrorFormatter/JsonErrorFormatter.php of phpstan/phpstan-src.
    private const string Many = """
        { "totals": { "errors": 1, "file_errors": 2 }, "files": { "/app/src/A.php": { "errors": 2, "messages": [ { "message": "Undefined variable: $a", "line": 4, "ignorable": true, "identifier": "variable.undefined" }, { "message": "Old", "line": null, "ignorable": true } ] } }, "errors": [ "Ignored error pattern was not matched" ] }
        """;

    [Fact]
    public void A_message_is_a_finding_and_an_error_makes_it_partial()
    {
        var fact = Report.Fact(Many);
        Assert.Equal(Completeness.Partial, fact.Completeness);
        Assert.Equal(["phpstan LOW Code @ file:///app/src/A.php", "variable.undefined LOW Code @ file:///app/src/A.php:4:1"], Brief.Of(fact).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_clean_scan_is_one() => Assert.Equal(Completeness.Complete, Report.Fact("""{ "totals": { "errors": 0, "file_errors": 0 }, "files": [], "errors": [] }""").Completeness);

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "phpstan");
}
