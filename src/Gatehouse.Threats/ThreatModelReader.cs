using System.Collections.Immutable;
using Gatehouse.Model;
using Gatehouse.Text;

namespace Gatehouse.Threats;

/// <summary>
/// Reads threats/*.yaml (docs/how-to/threat-model.md). Several files are one model: a threat of one may name assets and
/// requirements of another. Every problem of every file is told at once. Bounded: a file has at most 1 MiB, 16 levels and
/// 50,000 values.
/// </summary>
public static class ThreatModelReader
{
    /// <summary>Of one file; a file of another kind would give one a line.</summary>
    private const int MaxProblems = 100;

    /// <summary>Reads the files as one model, in whatever order they come.</summary>
    public static ThreatModelResult Read(IReadOnlyList<(string Path, ReadOnlyMemory<byte> Bytes)> files)
    {
        var problems = new List<ThreatModelProblem>();
        var parts = files.OrderBy(file => file.Path, StringComparer.Ordinal).Select(file => ModelFile.Read(file.Path, file.Bytes.Span, problems)).ToList();
        var assets = parts.SelectMany(part => part.Assets).Select(asset => asset.Text).ToHashSet(StringComparer.Ordinal);
        var ids = new Dictionary<string, Place>(StringComparer.Ordinal);
        var requirements = Unique(parts.SelectMany(part => part.Requirements), ids, problems);
        var threats = Unique(parts.SelectMany(part => part.Threats), ids, problems);
        Dangling(parts.SelectMany(part => part.AssetReferences), assets, "asset", problems);
        Dangling(parts.SelectMany(part => part.RequirementReferences), requirements.Keys, "requirement", problems);
        return new ThreatModelResult(
            new ThreatModelPredicate
            {
                Assets = [.. assets.Order(StringComparer.Ordinal)],
                Threats = [.. threats.Values.OrderBy(threat => threat.Id, StringComparer.Ordinal)],
                Requirements = [.. requirements.Values.OrderBy(requirement => requirement.Id, StringComparer.Ordinal)],
            },
            [.. problems.GroupBy(problem => problem.File, StringComparer.Ordinal).OrderBy(file => file.Key, StringComparer.Ordinal).SelectMany(Sorted)]);
    }

    private static IEnumerable<ThreatModelProblem> Sorted(IEnumerable<ThreatModelProblem> ofFile)
    {
        var sorted = ofFile.OrderBy(problem => problem.Position.Line).ThenBy(problem => problem.Position.Column).ThenBy(problem => problem.Message, StringComparer.Ordinal).ToList();
        return sorted.Count <= MaxProblems ? sorted : sorted.Take(MaxProblems)
            .Append(sorted[MaxProblems] with { Message = FormattableString.Invariant($"there are {sorted.Count - MaxProblems} problems more from here on"), Remedy = "Mend those above first" });
    }

    private static void Dangling(IEnumerable<Place> references, IReadOnlyCollection<string> known, string what, List<ThreatModelProblem> problems)
    {
        var names = new HashSet<string>(known, StringComparer.Ordinal);
        var remedy = names.Count == 0 ? $"Write it under {what}s" : $"Write it under {what}s, or name one of: {Some(names)}";
        foreach (var reference in references.Where(reference => !names.Contains(reference.Text)))
            problems.Add(reference.Problem($"there is no {what} \"{reference.Text}\"", remedy));
    }

    // Threats and requirements share one set of ids: a waiver names either by it.
    private static Dictionary<string, T> Unique<T>(IEnumerable<(Place Id, T Item)> items, Dictionary<string, Place> ids, List<ThreatModelProblem> problems)
    {
        var unique = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var (id, item) in items)
        {
            if (ids.TryAdd(id.Text, id))
                unique.Add(id.Text, item);
            else
                problems.Add(id.Problem($"the id \"{id.Text}\" is used already, at {ids[id.Text].File}:{ids[id.Text].Position.Line}", "Give each threat and requirement its own id"));
        }

        return unique;
    }

    private static string Some(IEnumerable<string> names)
    {
        var sorted = names.Order(StringComparer.Ordinal).ToList();
        return string.Join(", ", sorted.Take(10)) + (sorted.Count > 10 ? FormattableString.Invariant($" and {sorted.Count - 10} more") : "");
    }
}
