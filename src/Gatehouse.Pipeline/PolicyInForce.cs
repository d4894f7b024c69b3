using System.Text;
using Gatehouse.Configuration;
using Gatehouse.Git;
using Gatehouse.Host;
using Gatehouse.Policy;

namespace Gatehouse.Pipeline;

/// <summary>The policy that judges, where it came from, and what the change would make of it.</summary>
/// <param name="Policy">In force.</param>
/// <param name="Configuration">The whole file in force; absent values where there is none.</param>
/// <param name="Source">For people.</param>
/// <param name="Proposed">What lies in the tree under judgement, where it differs; null where it does not.</param>
/// <param name="IsTrial">True where <c>-c</c> replaced the merge base's.</param>
public sealed record PolicyInForce(PolicyDocument Policy, ConfigurationValue Configuration, string Source, PolicyDocument? Proposed, bool IsTrial)
{
    /// <summary>The whole file that lies in the tree under judgement, absent values where there is none; null where it is the one in force itself.</summary>
    public ConfigurationValue? ProposedConfiguration { get; init; }

    /// <summary>The file's name at the root of a repository.</summary>
    public const string FileName = "gatehouse.yaml";

    private const int Limit = 4 << 20;
    private const string LinkRemedy = " is a symbolic link, which is not followed: put the file itself there";

    /// <summary>Reads it; or says everything that is wrong.</summary>
    public static (PolicyInForce? Policy, RunRefusal? Refusal) Find(Situation situation, string? trialFile, PipelineParts parts)
    {
        var today = DateOnly.FromDateTime(parts.Host.Now.UtcDateTime);
        var problems = new List<string>();
        var (inTree, inTreeProblem) = ReadTree(situation);
        if (inTreeProblem is not null)
            return (null, new RunRefusal([inTreeProblem]));

        var proposed = inTree is null ? null : Read(inTree, FileName, parts, today, problems);
        if (problems.Count > 0)
            return (null, new RunRefusal(problems));

        if (trialFile is not null)
        {
            if (situation.Job is not null)
                return (null, new RunRefusal(["-c is for trying a policy out at a desk: in CI the policy is the merge base's. Remove -c"]));
            var path = Path.GetFullPath(trialFile, parts.Host.WorkingFolder);
            if (!BoundedFile.TryRead(path, out var bytes, out var why, Limit))
                return (null, new RunRefusal([$"{trialFile}: {why.ToSentence()}. Name a policy file with -c"]));
            var trial = Read(bytes, trialFile, parts, today, problems);
            return trial is null
                ? (null, new RunRefusal(problems))
                : (new PolicyInForce(trial.Value.Policy, trial.Value.Root, trialFile, null, IsTrial: true), null);
        }

        // A folder at a desk has only its own; in CI that would be the change's.
        if (situation is { Repository: null, Job: null })
        {
            return proposed is { } own
                ? (new PolicyInForce(own.Policy, own.Root, FileName, null, IsTrial: false), null)
                : (Default(null), null);
        }

        var (atBase, baseProblem) = ReadBase(situation);
        if (baseProblem is not null)
            return (null, new RunRefusal([baseProblem]));
        if (atBase is null)
            return (Default(proposed?.Policy) with { ProposedConfiguration = proposed?.Root ?? ConfigurationValue.Absent }, null);
        var name = $"{FileName} at {situation.Base!.Value.ToShortString()}";
        var inForce = Read(atBase, name, parts, today, problems);
        return inForce is null
            ? (null, new RunRefusal(problems))
            : (new PolicyInForce(inForce.Value.Policy, inForce.Value.Root, $"{name} ({situation.BaseName})", Differs(inForce.Value.Policy, proposed?.Policy), IsTrial: false) { ProposedConfiguration = proposed?.Root ?? ConfigurationValue.Absent }, null);
    }

    private static PolicyInForce Default(PolicyDocument? proposed) =>
        new(PolicyDocument.Default, ConfigurationValue.Absent, "the default", Differs(PolicyDocument.Default, proposed), IsTrial: false);

    // No file any more means the default again, which may be less.
    private static PolicyDocument? Differs(PolicyDocument inForce, PolicyDocument? proposed)
    {
        proposed ??= PolicyDocument.Default;
        return proposed.Digest == inForce.Digest ? null : proposed;
    }

    private static (PolicyDocument Policy, ConfigurationValue Root)? Read(byte[] bytes, string name, PipelineParts parts, DateOnly today, List<string> problems)
    {
        var result = ConfigurationReader.Read(bytes, name, parts.Sections);
        if (!result.IsSound)
        {
            problems.AddRange(result.Problems.Select(problem => problem.ToString()));
            return null;
        }

        var (policy, more) = PolicyReader.Read(result, today);
        problems.AddRange(more.Select(problem => problem.ToString()));
        return more.Length > 0 ? null : (policy, result.Root);
    }

    private static (byte[]? Bytes, string? Problem) ReadTree(Situation situation)
    {
        var path = Path.Combine(situation.TreeRoot, FileName);
        // A link may lead out of the repository, where a message would show what it should not, or to nothing.
        if (new FileInfo(path).LinkTarget is not null)
            return (null, FileName + LinkRemedy);
        if (BoundedFile.TryRead(path, out var bytes, out var why, Limit))
            return (bytes, null);
        return why == ReadProblem.Missing ? (null, null) : (null, $"{FileName}: {why.ToSentence()}. A policy that cannot be read is no policy");
    }

    private static (byte[]? Bytes, string? Problem) ReadBase(Situation situation)
    {
        if (situation is not { Base: { } id, Repository: { } repository })
            return (null, null);
        if (repository.TryReadContent(id, FileName, out var bytes, out var mode, out var problem, Limit))
            return mode == EntryMode.Link ? (null, $"{FileName} at {id.ToShortString()}{LinkRemedy}") : (bytes, null);
        return problem.Kind == GitProblemKind.NotFound ? (null, null) : (null, $"{FileName} at {id.ToShortString()}: {problem.Sentence}");
    }
}
