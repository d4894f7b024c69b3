using Gatehouse.Host;
using Gatehouse.Intake;
using Gatehouse.Model;

namespace Gatehouse.Pipeline;

/// <summary>Facts of reports that the command line names.</summary>
public static class ReportFacts
{
    internal static (IReadOnlyList<Fact> Facts, RunRefusal? Refusal) Read(IReadOnlyList<string> files, Subject subject, PipelineParts parts, string root)
    {
        var facts = new List<Fact>();
        foreach (var file in files)
        {
            var (found, problems, _) = Import(file, subject, null, null, parts, keep: null, root);
            if (problems.Count > 0)
                return ([], new RunRefusal(problems));
            facts.AddRange(found);
        }

        return (facts, null);
    }

    /// <summary>Reads one report, and keeps it redacted beside the digest of its original where a dossier is given.</summary>
    /// <param name="file">A path, or <c>-</c> for standard input.</param>
    /// <param name="subject">What it is about where it does not say itself.</param>
    /// <param name="producer">Who made it where it does not say.</param>
    /// <param name="importer">Read it as this kind; null to tell by its content.</param>
    /// <param name="parts">The surroundings.</param>
    /// <param name="keep">Where the report is kept; null for nowhere.</param>
    /// <param name="root">The working tree that a tool's absolute paths may lie in; null where there is none.</param>
    public static (IReadOnlyList<Fact> Facts, IReadOnlyList<string> Problems, string? Importer) Import(string file, Subject? subject, string? producer, string? importer, PipelineParts parts, DossierAccess? keep, string? root = null)
    {
        var (report, problem) = Open(file, parts);
        if (report is null)
            return ([], [problem!], null);
        using var open = report;
        var result = ReportIntake.Import(report, new ImportContext { Subject = subject, Producer = producer, Root = root, Now = parts.Host.Now }, importer);
        if (!result.Succeeded)
            return ([], [.. result.Problems.Select(wrong => wrong.ToString())], null);
        if (keep?.Store.TryAddReport(copy => Redaction.TryCopy(report, copy), report.Digest) is { } unkept)
            return ([], [report.HasChanged ? $"{report.Path}: {ReportIntake.Changed}: import it once the tool that writes it has ended" : unkept], null);
        return (result.Facts, [], result.Importer);
    }

    private static (ReportFile? Report, string? Problem) Open(string file, PipelineParts parts)
    {
        if (file == "-")
        {
            return BoundedFile.TryRead(parts.StandardInput(), out var input)
                ? (new ReportFile("standard input", input), null)
                : (null, $"standard input has more than {BoundedFile.DefaultLimit} bytes: split the report");
        }

        var (report, problem) = ReportFile.Read(Path.GetFullPath(file, parts.Host.WorkingFolder));
        return (report, problem?.ToString());
    }
}
