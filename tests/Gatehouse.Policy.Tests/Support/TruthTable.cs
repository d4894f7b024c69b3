using System.Collections;
using Gatehouse.Model;

namespace Gatehouse.Policy.Tests;

/// <summary>A criterion's truth table: what there is, what it decides, and words of the reason.</summary>
internal sealed class TruthTable(string criterion) : IEnumerable<string>
{
    private readonly Dictionary<string, (Outcome Outcome, string Reason, Action<World> Arrange)> _rows = new(StringComparer.Ordinal);

    public string Criterion { get; } = criterion;

    public TheoryData<string> Rows => [.. _rows.Keys];

    public void Add(string row, Outcome outcome, string reason, Action<World> arrange) => _rows.Add(row, (outcome, reason, arrange));

    public void Check(string row)
    {
        var (outcome, reason, arrange) = _rows[row];
        var world = new World();
        arrange(world);
        var result = world.Judge(Criterion);
        Assert.True(outcome == result.Outcome, $"{Criterion}, {row}: {outcome} is wanted, and it is {result.Outcome}: {result.Reason}");
        Assert.Contains(reason, result.Reason, StringComparison.Ordinal);

        // What may not go on says how to go on.
        Assert.True(outcome is not (Outcome.Fail or Outcome.Undecided) || result.Remedy is { Length: > 0 }, $"{row}: no remedy");
        Assert.True(outcome != Outcome.Undecided || result.OwedBy is { Length: > 0 }, $"{row}: nobody owes it");
    }

    public IEnumerator<string> GetEnumerator() => _rows.Keys.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
