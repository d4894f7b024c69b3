using System.Text;
using Gatehouse.Model;
using Gatehouse.Policy;

namespace Gatehouse.Pipeline.Setup.Templates;

/// <summary>SECURITY.md: how to report, and the thresholds and deadlines that the policy sets.</summary>
internal static class SecurityTemplate
{
    public const string Path = "SECURITY.md";

    /// <summary>Where code hosts look for one (docs.github.com, "Adding a security policy").</summary>
    public static IReadOnlyList<string> Places { get; } = [Path, "security.md", ".github/SECURITY.md", "docs/SECURITY.md"];

    public static string Write(PolicyDocument policy, IReadOnlyCollection<CiKind> ci)
    {
        var text = new StringBuilder();
        text.Append("# Security\n\n## Reporting a vulnerability\n\nPlease report it in private, not in a public issue").Append(Channel(ci)).Append(".\n\n");
        text.Append("## Deadlines\n\n| severity | closed within |\n|---|---|\n");
        foreach (var (severity, time) in policy.Deadlines.OrderByDescending(pair => pair.Key))
            text.Append("| ").Append(severity.ToLabel()).Append(" | ").Append(Span(time)).Append(" |\n");
        text.Append("\n## Thresholds\n\nEach change is judged by [Gatehouse](gatehouse.yaml). A CRITICAL finding that a gate counts blocks on every branch; a HIGH one blocks on ")
            .AppendJoin(", ", policy.ProductionBranches.Where(IsPlain).Select(branch => $"`{branch}`"))
            .Append(" and on changes to be merged there, and warns elsewhere.\n\n| gate | mode | judged |\n|---|---|---|\n");
        foreach (var stage in Stages.All)
        {
            var of = policy.Of(stage);
            text.Append("| ").Append(stage.ToName()).Append(" | ").Append(ModeName(of.Mode)).Append(" | ").Append(Judged(stage, of.IsOn)).Append(" |\n");
        }

        text.Append("\n`observe` blocks nothing; `new-code` blocks what a change adds; `enforce` blocks whatever is there. ");
        text.Append(policy.Waivers.Length == 0 ? "No risk is accepted by a waiver.\n" : "Accepted risks, each with its owner and last day, are the waivers of that file.\n");
        return text.ToString();
    }

    // No address is made up: where the host offers no private way, the maintainers say theirs.
    private static string Channel(IReadOnlyCollection<CiKind> ci) =>
        ci.Contains(CiKind.GitHub) ? ": \"Security\", then \"Report a vulnerability\", in this repository at GitHub"
        : ci.Contains(CiKind.GitLab) ? ": a confidential issue of this project at GitLab"
        : ", to the maintainers of this repository";

    // A pattern of a policy may hold anything; what would end the code span stays out of the page.
    private static bool IsPlain(string branch) => branch.All(c => c is >= ' ' and <= '~' and not '`' and not '|');

    private static string Span(TimeSpan time) => time.TotalDays >= 2 && time.Ticks % TimeSpan.TicksPerDay == 0
        ? FormattableString.Invariant($"{time.TotalDays} days")
        : time.Ticks % TimeSpan.TicksPerHour == 0 ? FormattableString.Invariant($"{time.TotalHours} hours") : FormattableString.Invariant($"{time.TotalMinutes} minutes");

    private static string ModeName(GateMode mode) => mode switch
    {
        GateMode.Observe => "observe",
        GateMode.NewCode => "new-code",
        GateMode.Enforce => "enforce",
    };

    private static string Judged(Stage stage, bool? isOn) => isOn switch
    {
        true => "always",
        false => "never",
        null => stage is Stage.Code or Stage.Build ? "always" : "when its facts are there",
    };
}
