using System.Collections.Immutable;
using Gatehouse.Model;
using Gatehouse.Text;

namespace Gatehouse.Intake.Importers.Spdx;

/// <summary>What the three spellings of SPDX have in common.</summary>
internal sealed class SpdxDocument
{
    public required string Version { get; init; }

    public DateTimeOffset? Created { get; set; }

    /// <summary>The tool that made it, as <c>name-version</c>.</summary>
    public string? Tool { get; set; }

    public List<SpdxPackage> Packages { get; } = [];

    /// <summary>From, type in capitals with underscores, to.</summary>
    public List<(string From, string Type, string To)> Relationships { get; } = [];

    /// <summary>Ids of what the document is of.</summary>
    public HashSet<string> Described { get; } = new(StringComparer.Ordinal);
}

/// <summary>A package (SPDX 2.3 §7, SPDX 3.0 Software/Package).</summary>
internal sealed class SpdxPackage
{
    public required string? Id { get; set; }

    public required string? Name { get; init; }

    public required SourcePosition Position { get; init; }

    public string? Version { get; set; }

    public string? Purl { get; set; }

    public string? Purpose { get; set; }

    public string? Declared { get; set; }

    public string? Concluded { get; set; }

    /// <summary>Where a security advisory on it is published (SPDX 2.3 annex F, category SECURITY, type advisory).</summary>
    public List<string> Advisories { get; } = [];

    public List<(string? Algorithm, string? Value)> Checksums { get; } = [];

    public string? Sha256 => Checksums.Where(sum => Digests.TryNamed(sum.Algorithm, sum.Value, out var name, out _) && name == "sha256").Select(sum => Digests.Sha256(sum.Value)).FirstOrDefault();
}
