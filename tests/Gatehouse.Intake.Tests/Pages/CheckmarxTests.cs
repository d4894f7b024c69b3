using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class CheckmarxTests
{
    private const string Many = """
        <?xml version="1.0" encoding="utf-8"?>
        <CxXMLResults InitiatorName="jo" ProjectName="shop" ScanStart="Saturday, February 28, 2026 10:00:00 AM" Preset="All" FilesScanned="12" CheckmarxVersion="9.5.0" DeepLink="https://cx.example.org/1">
          <Query id="1" categories="OWASP" cweId="89" name="SQL_Injection" group="Python_High_Risk" Severity="High" Language="Python">
            <Result NodeId="1" FileName="src/db.py" Status="New" Line="7" Column="12" FalsePositive="False" Severity="High" state="0" Remark="" DeepLink="https://cx.example.org/1/1">
              <Path ResultId="1" PathId="1" SimilarityId="5"><PathNode><FileName>src/db.py</FileName><Line>7</Line><Column>12</Column><Name>name</Name></PathNode><PathNode><FileName>src/db.py</FileName><Line>9</Line><Column>5</Column><Name>execute</Name></PathNode></Path></Result>
            <Result NodeId="2" FileName="src/db.py" Line="30" Column="1" FalsePositive="True" Severity="High" state="1" Remark="Jo: bound"><Path><PathNode><Name>x</Name></PathNode></Path></Result>
          </Query>
          <Query id="2" cweId="615" name="Comments" Severity="Information" Language="Python"><Result NodeId="3" FileName="src/a.py" Line="1" Column="1" FalsePositive="False" Severity="Information" state="2"/></Query>
        </CxXMLResults>
        """;

    [Fact]
    public void A_finding_has_its_severity_place_and_weakness()
    {
        var fact = Report.Fact(Many);
        Assert.Equal((FactKind.CodeScan, Completeness.Complete, "9.5.0", 12L), (fact.Kind, fact.Completeness, fact.Producer.Version, ((ScanPredicate)fact.Predicate).Judged));
        Assert.Equal(new DateTimeOffset(2026, 2, 28, 10, 0, 0, TimeSpan.Zero), fact.Time);
        Assert.Equal(
            [
                "SQL_Injection HIGH Code @ src/db.py:7:12; CWE-89",
                "Comments INFO Code @ src/a.py:1:1; CWE-615",
                "SQL_Injection HIGH Code @ src/db.py:30:1; CWE-89; (not exploitable, says Checkmarx: Jo: bound)",
            ],
            Brief.Of(fact));
        Assert.Equal("SQL_Injection: from name to execute", Report.Findings(fact)[0].Message);
    }

    [Fact]
    public void No_query_is_a_scan_without_findings() => Assert.Empty(Report.Findings("<CxXMLResults ProjectName=\"shop\" CheckmarxVersion=\"9.5.0\"></CxXMLResults>"));

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "checkmarx");
}
