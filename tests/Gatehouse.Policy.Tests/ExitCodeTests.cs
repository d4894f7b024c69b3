using Gatehouse.Model;

namespace Gatehouse.Policy.Tests;

public sealed class ExitCodeTests
{
    [Theory]
    [InlineData(0, "")]
    [InlineData(0, "Enforce:Pass Enforce:Warn Enforce:NotApplicable Enforce:NotJudged")]
    [InlineData(1, "Enforce:Pass NewCode:Fail")]
    [InlineData(3, "Enforce:Pass Enforce:Undecided")]
    [InlineData(3, "NewCode:Undecided")]
    [InlineData(1, "Enforce:Undecided Enforce:Fail")]
    [InlineData(0, "Observe:Fail Observe:Undecided")]
    [InlineData(3, "Observe:Fail Enforce:Undecided")]
    public void Failed_is_1_undecided_is_3_and_observe_counts_for_nothing(int code, string verdicts) =>
        Assert.Equal(code, ExitCodes.Of([.. verdicts.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Verdict)]));

    private static GateVerdict Verdict(string text) => new()
    {
        Stage = Stage.Code,
        Mode = Enum.Parse<GateMode>(text.Split(':')[0]),
        Outcome = Enum.Parse<Outcome>(text.Split(':')[1]),
        Criteria = [],
        PolicyDigest = "",
        PolicySource = "default",
        Subject = World.Commit,
        Time = World.Now,
    };
}
