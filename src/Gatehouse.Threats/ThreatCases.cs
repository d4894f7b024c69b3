using Gatehouse.Engine;
using Gatehouse.Model;

namespace Gatehouse.Threats;

/// <summary>A small model by which the engine proves that it reads what is below <c>threats/</c>, and nothing else.</summary>
internal static class ThreatCases
{
    private const string Control = "threat-model";

    public static IReadOnlyList<EngineCase> All { get; } =
    [
        new(Control, "a model with an open threat", "threats/pay.yaml", """
            assets: [orders]
            threats:
              - {id: T-1, title: Someone forges a notice, stride: S, risk: high, assets: [orders]}
            """u8.ToArray(), answer => Threats(answer) switch
            {
                ["T-1"] => null,
                [] => "the threat T-1 was expected, and none was read",
                var others => "the threat T-1 alone was expected, and these were read: " + string.Join(", ", others),
            }),
        new(Control, "the same in another folder", "docs/threats.yaml", """
            threats:
              - {id: T-2, title: No threat of this subject, stride: S, risk: high}
            """u8.ToArray(), answer => Threats(answer).Contains("T-2") ? "silence was expected, and T-2 was read" : null),
    ];

    private static List<string> Threats(EngineAnswer answer) =>
        [.. answer.Results.Select(result => result.Predicate).OfType<ThreatModelPredicate>().SelectMany(model => model.Threats).Select(threat => threat.Id)];
}
