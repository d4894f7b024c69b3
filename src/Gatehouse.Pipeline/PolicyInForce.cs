using System.Collections.Immutable;
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

    /// <summary>What the branch that the change goes to asks by now, where that is another policy than the one in force: a branch may have begun before it.</summary>
    public PolicyReading? AtTarget { get; init; }

    /// <summary>The file's name at the root of a repository.</summary>
    public const string FileName = "gatehouse.yaml";

    /// <summary>The source where no file says anything.</summary>
    public const string DefaultSource = "the default";

    private const int Limit = 4 << 20;
    private const string LinkRemedy = " is a symbolic link, which is not followed: put the file itself there";

    /// <summary>Values that a floor replaced in the policy in force.</summary>
    public ImmutableArray<FloorRaise> Raised { get; init; } = [];

    /// <summary>The policy that lies in the tree under judgement, with what its floors do to it; null where it is the one in force itself.</summary>
    public PolicyReading? ProposedReading { get; init; }

    /// <summary>Reads it; or says everything that is wrong.</summary>
    public static (PolicyInForce? Policy, RunRefusal? Refusal) Find(Situation situation, string? trialFile, PipelineParts parts)
    {
        var problems = new List<string>();
        var (inTree, inTreeProblem) = ReadTree(situation);
        if (inTreeProblem is not null)
            return (null, new RunRefusal([inTreeProblem]));

        // A digest names what is read, so a copy in the change serves where the base's is gone.
        var files = new PolicyFiles(parts, [path => FromBase(situation, path), path => FromTree(situation, path)]);
        var proposed = inTree is null ? null : new PolicyFiles(parts, [path => FromTree(situation, path)]).Read(inTree, FileName, problems);
        if (problems.Count > 0)
            return (null, new RunRefusal(problems));

        if (trialFile is not null)
        {
            if (situation.Job is not null)
                return (null, new RunRefusal(["-c is for trying a policy out at a desk: in CI the policy is the merge base's. Remove -c"]));
            var path = Path.GetFullPath(trialFile, parts.Host.WorkingFolder);
            if (!BoundedFile.TryRead(path, out var bytes, out var why, Limit))
                return (null, new RunRefusal([$"{trialFile}: {why.ToSentence()}. Name a policy file with -c"]));
            return files.Read(bytes, trialFile, problems) is { } trial ? (Of(trial, trialFile) with { IsTrial = true }, null) : (null, new RunRefusal(problems));
        }

        // A folder at a desk has only its own; in CI that would be the change's.
        if (situation is { Repository: null, Job: null })
            return (proposed is { } own ? Of(own, FileName) : Default(null), null);

        var (found, refusal) = FindInForce(situation, files, proposed, problems);
        return (found is null ? null : found with { AtTarget = ReadTarget(situation, files) }, refusal);
    }

    private static (PolicyInForce? Policy, RunRefusal? Refusal) FindInForce(Situation situation, PolicyFiles files, PolicyReading? proposed, List<string> problems)
    {
        var (atBase, baseProblem) = ReadBase(situation);
        if (baseProblem is not null)
            return (null, new RunRefusal([baseProblem]));
        if (atBase is null)
            return (Default(proposed?.Policy) with { ProposedConfiguration = proposed?.Root ?? ConfigurationValue.Absent, ProposedReading = proposed }, null);
        var name = $"{FileName} at {situation.Base!.Value.ToShortString()}";
        if (files.Read(atBase, name, problems) is not { } inForce)
            return (null, new RunRefusal(problems));
        return (Of(inForce, $"{name} ({situation.BaseName})") with { Proposed = Differs(inForce.Policy, proposed?.Policy), ProposedConfiguration = proposed?.Root ?? ConfigurationValue.Absent, ProposedReading = proposed }, null);
    }

    /// <summary>Reads one file with those that it extends, which are looked for in the tree of its folder.</summary>
    /// <returns>The policy; or null with everything that is wrong, a line each.</returns>
    public static (PolicyReading? Policy, IReadOnlyList<string> Problems) Check(byte[] bytes, string file, Situation situation, PipelineParts parts)
    {
        var problems = new List<string>();
        return (new PolicyFiles(parts, [path => FromTree(situation, path)]).Read(bytes, file, problems), problems);
    }

    private static PolicyInForce Of(PolicyReading reading, string source) =>
        new(reading.Policy, reading.Root, reading.Policy.Extends is { } pin && ExtendsPin.Read(pin).Pin is { } known ? $"{source}, extends {known.ToShortString()}" : source, null, IsTrial: false) { Raised = reading.Raised };

    private static PolicyInForce Default(PolicyDocument? proposed) =>
        new(PolicyDocument.Default, ConfigurationValue.Absent, DefaultSource, Differs(PolicyDocument.Default, proposed), IsTrial: false);

    // No file any more means the default again, which may be less.
    private static PolicyDocument? Differs(PolicyDocument inForce, PolicyDocument? proposed)
    {
        proposed ??= PolicyDocument.Default;
        return proposed.Digest == inForce.Digest ? null : proposed;
    }

    private static byte[]? FromBase(Situation situation, string path) =>
        situation is { Base: { } id, Repository: { } repository } && repository.TryReadContent(id, path, out var bytes, out var mode, out _, Limit) && mode != EntryMode.Link ? bytes : null;

    private static byte[]? FromTree(Situation situation, string path) =>
        BoundedFile.TryRead(Path.Combine(situation.TreeRoot, path), out var bytes, out _, Limit) ? bytes : null;

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

    // One that cannot be read says nothing here: the merge that brings it will be judged by itself.
    private static PolicyReading? ReadTarget(Situation situation, PolicyFiles files)
    {
        if (situation is not { Base: { } id, TargetTip: { } tip, Repository: { } repository } || !repository.TryReadContent(tip, FileName, out var bytes, out var mode, out _, Limit) || mode == EntryMode.Link)
            return null;
        if (repository.TryReadContent(id, FileName, out var before, out _, out _, Limit) && before.AsSpan().SequenceEqual(bytes))
            return null;
        return files.Read(bytes, $"{FileName} at {tip.ToShortString()}", []);
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
