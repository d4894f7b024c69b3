using System.Collections.Immutable;
using Gatehouse.Text;

namespace Gatehouse.Configuration;

/// <summary>A configuration that was read, or all that is wrong with it at once.</summary>
/// <param name="Root">The whole file; absent where there are problems.</param>
/// <param name="Digest">SHA-256 of its meaning: order of keys, comments and quoting do not matter.</param>
/// <param name="Problems">Sorted by place; empty where it is sound. At most 200, and one that says how many more there are.</param>
public sealed record ConfigurationResult(ConfigurationValue Root, string Digest, ImmutableArray<ConfigurationProblem> Problems)
{
    /// <summary>True where there is no problem.</summary>
    public bool IsSound => Problems.Length == 0;
}

/// <summary>Reads gatehouse.yaml against the sections that this build knows.</summary>
public static class ConfigurationReader
{
    /// <summary>The one key that belongs to no section: the format's version, 1.</summary>
    public const string VersionKey = "version";

    /// <summary>Reads and validates. An empty file is sound.</summary>
    public static ConfigurationResult Read(ReadOnlySpan<byte> bytes, string file, IReadOnlyList<ISection> sections)
    {
        var text = Yaml.Parse(bytes, new TextLimits { MaxBytes = 4 << 20, MaxNodes = 200_000, MaxDepth = 32 });
        if (text.Error is { } error)
            return Fail(new ConfigurationProblem(file, error.Position, "", error.Message, "Mend the YAML there"));

        var problems = new ProblemList();
        new ShapeValidator(file, problems).Validate(text.Root, Shapes.WholeFile(sections), "");
        return problems.Sorted() is { Length: > 0 } sorted
            ? Fail(sorted)
            : new ConfigurationResult(new ConfigurationValue(file, "", text.Root), ConfigurationDigest.Of(text.Root), []);
    }

    private static ConfigurationResult Fail(params ImmutableArray<ConfigurationProblem> problems) => new(ConfigurationValue.Absent, "", problems);
}

/// <summary>The shape of the whole file.</summary>
internal static class Shapes
{
    public static ObjectShape WholeFile(IReadOnlyList<ISection> sections) => new(
    [
        new Field(ConfigurationReader.VersionKey, new IntegerShape(1, 1), "The version of this format.") { IsRequired = true },
        .. sections.OrderBy(section => section.Name, StringComparer.Ordinal).Select(section => new Field(section.Name, section.Shape, section.Description)),
    ]);
}
