using System.Security.Cryptography;
using Gatehouse.Configuration;
using Gatehouse.Host;
using Gatehouse.Policy;

namespace Gatehouse.Pipeline;

/// <summary>
/// Reads a policy with those that it extends. One is known by the digest that its pin names, so it may be taken from
/// wherever a file of that digest lies: the tree at the base, the tree as it lies, the folder of GATEHOUSE_POLICIES.
/// </summary>
internal sealed class PolicyFiles(PipelineParts parts, IReadOnlyList<Func<string, byte[]?>> places)
{
    /// <summary>Names a folder of policies, found by their digests whatever they are called.</summary>
    public const string FolderVariable = "GATEHOUSE_POLICIES";

    /// <summary>An organisation's, a department's, a product's: more is a mistake.</summary>
    public const int DeepestChain = 5;

    private const int Limit = 4 << 20;
    private const int MostFiles = 1_000;

    /// <summary>The policy; or null with everything that is wrong.</summary>
    /// <param name="bytes">The nearest file.</param>
    /// <param name="name">Its name for people.</param>
    /// <param name="problems">Gets what is wrong, a line each.</param>
    public PolicyReading? Read(byte[] bytes, string name, List<string> problems)
    {
        var layers = new List<ConfigurationResult>();
        while (true)
        {
            var result = ConfigurationReader.Read(bytes, name, parts.Sections);
            if (!result.IsSound)
                return Fail(problems, result.Problems);
            layers.Insert(0, result);
            var extends = result.Root["extends"];
            if (!extends.IsPresent)
                break;
            if (layers.Count > DeepestChain)
                return Fail(problems, [extends.Problem($"policies extend each other more than {DeepestChain} deep", "Join some of them into one file")]);
            var pin = ExtendsPin.Read(extends.Text()).Pin!;
            var (found, instead) = Find(pin);
            if (found is null)
                return Fail(problems, [extends.Problem($"the policy {pin.ToShortString()} is not there{instead}", Remedy(pin, instead.Length > 0))]);
            (bytes, name) = (found, pin.Path ?? pin.ToShortString());
        }

        var reading = PolicyReader.ReadLayers(layers, parts.Sections, DateOnly.FromDateTime(parts.Host.Now.UtcDateTime));
        return reading.Problems.Length > 0 ? Fail(problems, reading.Problems) : Packs(reading, problems);
    }

    private PolicyReading? Packs(PolicyReading reading, List<string> problems)
    {
        var unknown = reading.Root["packs"].Entries().Where(entry => !parts.RulePacks.ContainsKey(entry.Name)).ToList();
        return unknown.Count == 0 ? reading : Fail(problems, unknown.Select(entry =>
            entry.Value.Problem($"no rule pack of this build is called \"{entry.Name}\"", "Known are: " + string.Join(", ", parts.RulePacks.Keys.Order(StringComparer.Ordinal)))));
    }

    private static PolicyReading? Fail(List<string> problems, IEnumerable<ConfigurationProblem> found)
    {
        problems.AddRange(found.Select(problem => problem.ToString()));
        return null;
    }

    private static string Remedy(ExtendsPin pin, bool isOther)
    {
        var folder = $"put it into the folder that {FolderVariable} names";
        return pin.Path is null ? char.ToUpperInvariant(folder[0]) + folder[1..] + ", under any name"
            : isOther ? $"Bring {pin.Path} back as it was, or move the pin in a change that someone else reviews; or {folder}"
            : $"Commit {pin.Path}, or {folder}";
    }

    private (byte[]? Bytes, string Instead) Find(ExtendsPin pin)
    {
        var instead = "";
        foreach (var place in pin.Path is null ? [] : places)
        {
            if (place(pin.Path!) is not { } bytes)
                continue;
            if (Matching(bytes, pin.Digest) is { } match)
                return (match, "");
            instead = $": {pin.Path} has the digest sha256:{Digest(bytes)[..12]}…";
        }

        return (InFolder(pin.Digest), instead);
    }

    private byte[]? InFolder(string digest)
    {
        if (parts.Host.Variable(FolderVariable) is not { } name)
            return null;
        var folder = Path.GetFullPath(name, parts.Host.WorkingFolder);
        if (!Directory.Exists(folder))
            return null;
        var options = new EnumerationOptions { IgnoreInaccessible = true, RecurseSubdirectories = true, MaxRecursionDepth = 3, AttributesToSkip = FileAttributes.System };
        foreach (var file in Directory.EnumerateFiles(folder, "*", options).Take(MostFiles).Order(StringComparer.Ordinal))
        {
            if (BoundedFile.TryRead(file, out var bytes, out _, Limit) && Matching(bytes, digest) is { } match)
                return match;
        }

        return null;
    }

    // git may have written the lines of a checked-out file with CR LF; the digest is of the file as it was committed.
    private static byte[]? Matching(byte[] bytes, string digest)
    {
        if (Digest(bytes) == digest)
            return bytes;
        if (!bytes.AsSpan().Contains((byte)'\r'))
            return null;
        byte[] unix = [.. bytes.Where((value, i) => value != '\r' || i + 1 >= bytes.Length || bytes[i + 1] != '\n')];
        return Digest(unix) == digest ? unix : null;
    }

    private static string Digest(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
