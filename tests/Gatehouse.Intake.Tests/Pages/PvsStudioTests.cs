using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Pages;

public sealed class PvsStudioTests
{
    // Shape: a .plog among the tests of jenkinsci/analysis-model; JSON as programs that read it expect it.
    private const string Many = """
        <?xml version="1.0" standalone="yes"?><NewDataSet><Solution_Path><SolutionPath>a.sln</SolutionPath><SolutionVersion>10.0</SolutionVersion><PlogVersion>5</PlogVersion></Solution_Path>
          <PVS-Studio_Analysis_Log><Level>1</Level><ErrorCode>V501</ErrorCode><Message>The same expressions.</Message><Project>p</Project><ShortFile>a.cpp</ShortFile><Line>42</Line><FalseAlarm>false</FalseAlarm><File>src/a.cpp</File></PVS-Studio_Analysis_Log>
          <PVS-Studio_Analysis_Log><Level>3</Level><ErrorCode>V1001</ErrorCode><Message>Not used.</Message><Line>7</Line><FalseAlarm>true</FalseAlarm><File>src/b.cpp</File></PVS-Studio_Analysis_Log></NewDataSet>
        """;

    [Fact]
    public void A_warning_has_its_level_and_place_and_a_false_alarm_is_suppressed() =>
        Assert.Equal(["V501 HIGH Code @ src/a.cpp:42:1", "V1001 LOW Code @ src/b.cpp:7:1; (marked as false alarm)"], Brief.Of(Report.Fact(Many)));

    [Fact]
    public void Json_is_read_too() =>
        Assert.Equal("V501 MEDIUM Code @ src/a.cpp:42:1; CWE-571", Assert.Single(Brief.Of(Report.Fact("""{ "version": 2, "warnings": [ { "code": "V501", "cwe": 571, "level": 2, "positions": [ { "file": "src/a.cpp", "line": 42, "endLine": 42 } ], "projects": [ "demo" ], "message": "The same expressions.", "favorite": false, "falseAlarm": false } ] }"""))));

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Many, "pvs-studio");
}
