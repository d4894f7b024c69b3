using System.Text;
using Gatehouse.Configuration;
using Gatehouse.Host;
using Gatehouse.Model;
using Gatehouse.Policy;

namespace Gatehouse.Pipeline.Approvals;

/// <summary>The gatehouse.yaml of the working tree with one waiver more. It counts once it is merged, and until then is a weakening that someone reviews.</summary>
public sealed class WaiverFile
{
    private readonly string _path;
    private readonly byte[] _text;

    private WaiverFile(string path, byte[] text) => (_path, _text) = (path, text);

    /// <summary>What is wrong with a waiver by itself, before anybody is asked for it; empty where it is sound.</summary>
    public static IReadOnlyList<string> Check(Waiver waiver, PipelineParts parts)
    {
        var (text, _) = WaiverText.Add("version: 1\n", waiver);
        return [.. Read(Encoding.UTF8.GetBytes(text!), parts).Problems.Select(problem => problem[(problem.IndexOf(": ", StringComparison.Ordinal) + 2)..])];
    }

    /// <summary>The new text, read again and compared: it is the old policy and this waiver, or it is refused.</summary>
    public static (WaiverFile? File, IReadOnlyList<string> Problems) Prepare(Situation situation, Waiver waiver, PipelineParts parts)
    {
        var path = Path.Combine(situation.TreeRoot, PolicyInForce.FileName);
        if (new FileInfo(path).LinkTarget is not null)
            return (null, [$"{PolicyInForce.FileName} is a symbolic link, which is not written through: put the file itself there"]);
        byte[] old = [];
        if (!BoundedFile.TryRead(path, out var bytes, out var why, 4 << 20) && why != ReadProblem.Missing)
            return (null, [$"{PolicyInForce.FileName}: {why.ToSentence()}"]);
        old = bytes ?? [];
        var (before, problems) = Read(old.Length == 0 ? "version: 1\n"u8 : old, parts);
        if (before is null)
            return (null, problems);
        if (before.Waivers.Any(known => known.Id == waiver.Id))
            return (null, [$"{PolicyInForce.FileName} has a waiver {waiver.Id} already: mend that entry, or ask anew with another --id"]);
        var (text, problem) = WaiverText.Add(Encoding.UTF8.GetString(old), waiver);
        if (text is null)
            return (null, [$"{PolicyInForce.FileName}: {problem}"]);
        var made = Encoding.UTF8.GetBytes(text);
        var (after, wrong) = Read(made, parts);
        if (after is null || (after with { Waivers = [.. after.Waivers.Where(known => known.Id != waiver.Id)] }).Digest != before.Digest || after.Waivers.Length != before.Waivers.Length + 1)
            return (null, [$"{PolicyInForce.FileName} is written in a way that a waiver cannot be added to by itself{(wrong.Count > 0 ? $" ({wrong[0]})" : "")}: add it by hand", WaiverText.Entry(waiver).TrimEnd()]);
        return (new WaiverFile(path, made), []);
    }

    /// <summary>Null when written; otherwise a sentence.</summary>
    public string? Write() => AtomicFile.TryWrite(_path, _text);

    private static (PolicyDocument? Policy, IReadOnlyList<string> Problems) Read(ReadOnlySpan<byte> bytes, PipelineParts parts)
    {
        var result = ConfigurationReader.Read(bytes, PolicyInForce.FileName, parts.Sections);
        if (!result.IsSound)
            return (null, [.. result.Problems.Select(problem => problem.ToString())]);
        var (policy, problems) = PolicyReader.Read(result, DateOnly.FromDateTime(parts.Host.Now.UtcDateTime));
        return problems.Length > 0 ? (null, [.. problems.Select(problem => problem.ToString())]) : (policy, []);
    }
}
