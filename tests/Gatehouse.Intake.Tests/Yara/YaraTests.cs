using System.Text;
using Gatehouse.Intake.Tests.Pages;
using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Yara;

public sealed class YaraTests
{
    private const string Many = """
        Inline_Credential [description="A credential, \"inline\"",severity="low"] conf/app.conf
        0x0:$a: password = hidden
        default:Reverse_Shell [shell] [author="a",severity="critical",reference="https://rules.example/1",experimental=true] bin/helper.sh
        0x1f:$bash: bash -i hidden
        Unrated conf/app.conf
        """;

    [Fact]
    public void A_match_has_its_rule_file_and_the_severity_of_its_metadata()
    {
        var fact = Report.Fact(Many);
        Assert.Equal((FactKind.CodeScan, Completeness.Complete), (fact.Kind, fact.Completeness));
        Assert.Equal(["Reverse_Shell CRITICAL Code @ bin/helper.sh", "Unrated MEDIUM Code @ conf/app.conf", "Inline_Credential LOW Code @ conf/app.conf"], Brief.Of(fact));
        Assert.Equal(("https://rules.example/1", "A credential, \"inline\""), (Report.Findings(fact)[0].HelpUri, Report.Findings(fact)[2].Message));
    }

    [Fact]
    public void What_matched_is_neither_told_nor_kept()
    {
        Assert.DoesNotContain(Report.Findings(Many), finding => finding.ToString().Contains("hidden", StringComparison.Ordinal));
        var kept = Encoding.UTF8.GetString(Redaction.Apply(Encoding.UTF8.GetBytes(Many)));
        Assert.DoesNotContain("hidden", kept, StringComparison.Ordinal);
        Assert.Contains("0x1f:$bash: (not kept)", kept, StringComparison.Ordinal);
        Assert.Equal(Brief.Of(Report.Fact(Many)), Brief.Of(Report.Fact(kept)));
    }

    [Fact]
    public void A_file_that_was_not_scanned_makes_it_partial() =>
        Assert.Equal(Completeness.Partial, Report.Fact("Unrated conf/app.conf\nerror scanning bin/locked: could not open file\n").Completeness);

    [Theory]
    [InlineData("This is prose, and names no file at all")]
    [InlineData("Unrated conf/app.conf\nand then: something else entirely\n")]
    [InlineData("Rule [description=\"never ends\n")]
    public void Other_text_is_not_its_output(string text) => Assert.Empty(Report.Import(text).Facts);

    [Fact]
    public void Nothing_is_no_match_where_the_importer_is_named() => Assert.Empty(Report.Findings(Report.Fact("\n", "yara")));

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "yara");
}
