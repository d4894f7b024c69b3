using System.Collections.Immutable;

namespace Gatehouse.Pipeline.Drilling;

/// <summary>What is planted, and what stands in the same places in the half that must pass.</summary>
/// <param name="Name">As <c>--case</c> takes it.</param>
/// <param name="Planted">Path and text of each file.</param>
/// <param name="Clean">The same paths.</param>
internal sealed record DrillCase(string Name, ImmutableArray<(string Path, string Text)> Planted, ImmutableArray<(string Path, string Text)> Clean)
{
    /// <summary>Nothing else of the repository lies here.</summary>
    public const string Folder = "gatehouse-drill";

    /// <summary>Every case that there is.</summary>
    public static IReadOnlyList<string> Names { get; } = ["credential", "private-key", "policy", "ignored"];

    // A comment holds at once, so that a person can go on; in CI the review sees it. So a hook lets it through.
    private static readonly string[] ByDefault = ["credential", "private-key", "policy"];

    /// <param name="options">With the secrets.</param>
    /// <param name="policyNow">The text of gatehouse.yaml at HEAD; null where there is none.</param>
    public static IReadOnlyList<DrillCase> Of(DrillOptions options, string? policyNow)
    {
        var settings = Folder + "/settings.py";
        var clean = (settings, "token = read_secret(\"token\")\n");
        var leak = (settings, $"token = \"{options.Credential}\"\n");
        IReadOnlyList<DrillCase> all =
        [
            new("credential", [leak], [clean]),
            new("private-key", [(Folder + "/server.pem", options.PrivateKey)], [(Folder + "/server.pem", "The key lies in the secret store.\n")]),
            new("policy",
                [leak, (PolicyInForce.FileName, $"version: 1\ngates: {{code: {{mode: observe}}}}\nexclude: [\"{Folder}/**\"]\n")],
                [clean, (PolicyInForce.FileName, (policyNow ?? "version: 1\n").TrimEnd('\n') + "\n# A line more.\n")]),
            new("ignored", [(settings, $"token = \"{options.Credential}\"  # gitleaks:allow\n")], [clean]),
        ];
        return [.. all.Where(one => (options.Cases.IsEmpty ? ByDefault : [.. options.Cases]).Contains(one.Name))];
    }
}
