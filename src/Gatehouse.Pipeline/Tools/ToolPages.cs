using Gatehouse.Git;
using Gatehouse.Host;
using Gatehouse.Intake;

namespace Gatehouse.Pipeline.Tools;

/// <summary>The importer of a named tool. A page of the user's is taken from where the policy is taken, never from the change under judgement.</summary>
internal static class ToolPages
{
    private const int Limit = 1 << 20;

    public static bool IsPage(string importer) => importer.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || importer.EndsWith(".yml", StringComparison.OrdinalIgnoreCase);

    /// <summary>The importer; or why there is none.</summary>
    public static (IImporter? Importer, string? Problem) Find(NamedTool tool, Situation situation, PolicyInForce policy)
    {
        var name = tool.Tool.Importer;
        if (!IsPage(name))
            return (ReportIntake.Importers.First(importer => importer.Name == name), null);
        var (bytes, problem) = Read(name, situation, policy);
        if (bytes is null)
            return (null, problem);
        var (importer, problems) = ReportIntake.OfPage(bytes, name);
        return (importer, importer is null ? string.Join("; ", problems.Take(3).Select(wrong => wrong.ToString())) : null);
    }

    private static (byte[]? Bytes, string? Problem) Read(string path, Situation situation, PolicyInForce policy)
    {
        var inTree = path.Replace('\\', '/');
        if (!policy.IsTrial && situation.Repository is { } repository)
        {
            if (situation.Base is not { } id)
                return (null, $"the page {path} is read from the merge base, and there is none");
            if (!repository.TryReadContent(id, inTree, out var content, out var mode, out var why, Limit))
                return (null, $"the page {path} at {id.ToShortString()}: {why.Sentence}. Commit it with the policy that names it");
            return mode == EntryMode.Link ? (null, $"the page {path} is a symbolic link, which is not followed: put the file itself there") : (content, null);
        }

        return BoundedFile.TryRead(Path.Combine(situation.TreeRoot, inTree), out var bytes, out var wrong, Limit) ? (bytes, null) : (null, $"the page {path}: {wrong.ToSentence()}");
    }
}
