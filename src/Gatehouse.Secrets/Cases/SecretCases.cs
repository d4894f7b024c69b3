using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Gatehouse.Engine;
using Gatehouse.Model;
using Gatehouse.Text;

namespace Gatehouse.Secrets;

/// <summary>The cases that the rules carry, as files for a run of the engine.</summary>
internal static class SecretCases
{
    private const string NoCase = "its cases";

    /// <param name="builtIn">Rules of the pack.</param>
    /// <param name="disabled">Ids of those that are off.</param>
    /// <param name="own">Rules of the repository; one may take the place, and the id, of a rule that is off.</param>
    public static IReadOnlyList<EngineCase> Of(IEnumerable<SecretRule> builtIn, IReadOnlySet<string> disabled, IEnumerable<SecretRule> own)
    {
        var cases = new List<EngineCase>();
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (rule, isOff) in builtIn.Select(rule => (rule, disabled.Contains(rule.Id))).Concat(own.Select(rule => (rule, false))))
        {
            if (isOff)
            {
                cases.Add(Settled(rule, NoCase, CheckOutcome.Off, "secrets.disable turns it off"));
                continue;
            }

            if (rule.Find.Length == 0)
                cases.Add(Settled(rule, NoCase, CheckOutcome.Untried, "it carries no case to find: add cases to the rule"));
            for (var i = 0; i < rule.Find.Length; i++)
                cases.Add(Case(rule, rule.Find[i], i, isFound: true, taken));
            for (var i = 0; i < rule.Ignore.Length; i++)
                cases.Add(Case(rule, rule.Ignore[i], i, isFound: false, taken));
        }

        return cases;
    }

    private static EngineCase Case(SecretRule rule, string template, int index, bool isFound, HashSet<string> taken)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{(isFound ? "find" : "ignore")} {index + 1}: {Short(template)}");
        if (PathFor(rule, taken) is not { } path)
            return Settled(rule, name, CheckOutcome.Untried, "no path can be made up that fits its paths and exclude-paths");
        try
        {
            // Cases to ignore are numbered as in the rules' own test, so that both try the same texts.
            var content = Encoding.UTF8.GetBytes(CaseTemplate.Expand(rule, template, isFound ? index : 1000 + index));
            return new EngineCase(rule.Id, name, path, content, answer => isFound ? MissIn(rule, answer) : AlarmIn(rule, answer));
        }
        catch (FormatException problem)
        {
            return Settled(rule, name, CheckOutcome.Failed, problem.Message);
        }
    }

    private static string? MissIn(SecretRule rule, EngineAnswer answer)
    {
        if (answer.Findings.Any(finding => IsOf(rule, finding)))
            return null;
        var others = answer.Findings.Select(finding => finding.RuleId).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        return $"a finding was expected, and {(others.Count == 0 ? "nothing was found" : "only this was found: " + string.Join(", ", others))}";
    }

    private static string? AlarmIn(SecretRule rule, EngineAnswer answer) =>
        answer.Findings.Any(finding => IsOf(rule, finding)) ? "silence was expected, and it was found" : null;

    // A shape whose checksum does not fit is told as a possible secret, and counts as ignored.
    private static bool IsOf(SecretRule rule, Finding finding) => finding.RuleId == rule.Id && !SecretFinding.IsDoubted(finding);

    private static EngineCase Settled(SecretRule rule, string name, CheckOutcome outcome, string detail) =>
        new(rule.Id, name, "", default, _ => null) { Settled = new ControlCheck(rule.Id, name, outcome, detail) };

    // Of a pattern's own wildcards: a rule may look in few places.
    private static string? PathFor(SecretRule rule, HashSet<string> taken)
    {
        var filler = string.Create(CultureInfo.InvariantCulture, $"case-{taken.Count}");
        ImmutableArray<string> patterns = rule.Paths.IsEmpty ? ["src/*.txt"] : rule.Paths;
        foreach (var pattern in patterns)
        {
            var path = pattern.TrimStart('/').Replace("**", filler, StringComparison.Ordinal).Replace("*", filler, StringComparison.Ordinal).Replace('?', 'x');
            if (Fits(pattern, path) && !rule.ExcludePaths.Any(excluded => Fits(excluded, path)) && taken.Add(path))
                return path;
        }

        return null;
    }

    private static bool Fits(string pattern, string path) => Glob.TryParse(pattern, out _)?.IsMatch(path) == true;

    private static string Short(string template)
    {
        var line = template.AsSpan(0, template.AsSpan().IndexOfAny('\r', '\n') is >= 0 and var end ? end : template.Length);
        return line.Length <= 60 ? line.ToString() : string.Concat(line[..60], "…");
    }
}
