using Gatehouse.Model;

namespace Gatehouse.Policy;

/// <summary>What verdicts mean for the command's exit code (CONVENTIONS, "Exit codes").</summary>
public static class ExitCodes
{
    /// <summary>1 where a gate failed, 3 where one is undecided, 0 otherwise; a gate in observe mode counts for nothing.</summary>
    public static int Of(IReadOnlyCollection<GateVerdict> verdicts)
    {
        var strict = verdicts.Where(verdict => verdict.Mode != GateMode.Observe).ToList();
        if (strict.Any(verdict => verdict.Outcome == Outcome.Fail))
            return 1;
        return strict.Any(verdict => verdict.Outcome == Outcome.Undecided) ? 3 : 0;
    }
}
