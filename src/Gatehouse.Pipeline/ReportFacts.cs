using Gatehouse.Model;

namespace Gatehouse.Pipeline;

/// <summary>Facts of reports that the command line names.</summary>
public static class ReportFacts
{
    internal static (IReadOnlyList<Fact> Facts, RunRefusal? Refusal) Read(IReadOnlyList<string> files, Subject subject, PipelineParts parts)
    {
        var facts = new List<Fact>();
        foreach (var file in files)
        {
            var (found, problems) = Import(file, subject, null, null, parts, keep: null);
            if (problems.Count > 0)
                return ([], new RunRefusal(problems));
            facts.AddRange(found);
        }

        return (facts, null);
    }

    /// <summary>Reads one report.</summary>
    public static (IReadOnlyList<Fact> Facts, IReadOnlyList<string> Problems) Import(string file, Subject? subject, string? producer, string? importer, PipelineParts parts, DossierAccess? keep)
    {
        _ = (subject, producer, importer, parts, keep);
        return ([], [$"{file}: no importer is there yet"]);
    }
}
