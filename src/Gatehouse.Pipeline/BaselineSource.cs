using Gatehouse.Host;
using Gatehouse.Refinery;

namespace Gatehouse.Pipeline;

/// <summary>
/// The baseline that a run was given. Where a gate judges in CI it is the merge base's: a change that could write it could
/// call its own secret an old one.
/// </summary>
internal static class BaselineSource
{
    /// <summary>Null without a refusal where none was given, or the merge base has none yet.</summary>
    public static (Baseline? Baseline, RunRefusal? Refusal) Read(RunOptions options, Situation situation, PipelineParts parts, List<string> warnings)
    {
        if (options.Baseline is not { } file)
            return (null, null);
        var path = Path.GetFullPath(file, parts.Host.WorkingFolder);
        byte[]? bytes;
        if (situation.Job is not null && options.JudgesGates)
        {
            var inTree = Path.GetRelativePath(situation.TreeRoot, path).Replace('\\', '/');
            if (inTree.StartsWith("../", StringComparison.Ordinal) || Path.IsPathRooted(inTree))
                return (null, new RunRefusal([$"{file}: in CI a baseline counts from the merge base: commit it, and name it by its path in the repository"]));
            bytes = TrustedFile.Read(situation, inTree);
            if (bytes is null)
            {
                warnings.Add($"{file}: the merge base has no such baseline, so everything counts as it does without one");
                return (null, null);
            }
        }
        else if (!BoundedFile.TryRead(path, out bytes, out var why))
        {
            return (null, new RunRefusal([$"{file}: {why.ToSentence()}. Write a baseline with gatehouse baseline {file}"]));
        }

        var baseline = Baseline.TryRead(bytes, file, out var problem);
        return baseline is null ? (null, new RunRefusal([problem!])) : (baseline, null);
    }
}
