using Gatehouse.Configuration;
using Gatehouse.Engine;
using Gatehouse.Host;
using Gatehouse.Model;
using Gatehouse.Refinery;

namespace Gatehouse.Pipeline;

/// <summary>What the composition root hands in: everything that the pipeline uses and must not know by name.</summary>
public sealed record PipelineParts
{
    /// <summary>This build's version.</summary>
    public required string Version { get; init; }

    /// <summary>The release of this build, which is that of its rule packs.</summary>
    public PackVersion Release => PackVersion.TryParse(Version, out var release) ? release : default;

    /// <summary>A digest of this build's assemblies: notes that another build wrote are not used.</summary>
    public string Build { get; init; } = "";

    /// <summary>The surroundings.</summary>
    public required HostEnvironment Host { get; init; }

    /// <summary>All engines.</summary>
    public required IReadOnlyList<IEngine> Engines { get; init; }

    /// <summary>All sections of gatehouse.yaml.</summary>
    public required IReadOnlyList<ISection> Sections { get; init; }

    /// <summary>Readers of other tools' ignore files.</summary>
    public IReadOnlyList<ISuppressionFile> SuppressionFiles { get; init; } = [];

    /// <summary>Tools of others that policy may name.</summary>
    public IReadOnlyList<Tools.IForeignTool> ForeignTools { get; init; } = [];

    /// <summary>Standard input, opened when something reads it.</summary>
    public Func<Stream> StandardInput { get; init; } = () => Stream.Null;

    /// <summary>Compiled rule packs by name.</summary>
    public required IReadOnlyDictionary<string, ReadOnlyMemory<byte>> RulePacks { get; init; }
}

/// <summary>A run that cannot begin: usage or configuration is wrong (exit 2).</summary>
/// <param name="Lines">What is wrong, a line each, with place and remedy.</param>
public sealed record RunRefusal(IReadOnlyList<string> Lines);
