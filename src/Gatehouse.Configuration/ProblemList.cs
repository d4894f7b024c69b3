using System.Collections.Immutable;
using System.Globalization;

namespace Gatehouse.Configuration;

/// <summary>The problems of one file: what is wrong everywhere must not bury the reader, nor fill memory.</summary>
internal sealed class ProblemList
{
    /// <summary>How many are said; the others are counted.</summary>
    public const int MostSaid = 200;

    // Found nearly in the order of the text: of so many, the first of the file are among them.
    private const int MostKept = 2000;

    private readonly List<ConfigurationProblem> _kept = [];
    private int _count;

    public void Add(ConfigurationProblem problem)
    {
        _count++;
        if (_kept.Count < MostKept)
            _kept.Add(problem);
    }

    /// <summary>Sorted by place; where there are more than are said, the last says how many.</summary>
    public ImmutableArray<ConfigurationProblem> Sorted()
    {
        var sorted = _kept.OrderBy(problem => problem.Position.Line).ThenBy(problem => problem.Position.Column).ThenBy(problem => problem.Key, StringComparer.Ordinal).ToList();
        if (_count <= MostSaid)
            return [.. sorted];
        var last = sorted[MostSaid - 1];
        var more = string.Create(CultureInfo.InvariantCulture, $"and {_count - MostSaid} more problems");
        return [.. sorted.Take(MostSaid), new ConfigurationProblem(last.File, last.Position, "", more, "Mend those above, then read it again")];
    }
}
