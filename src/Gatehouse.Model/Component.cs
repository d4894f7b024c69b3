using System.Collections.Immutable;

namespace Gatehouse.Model;

/// <summary>A part that the subject is made of: a package, a library, a base image.</summary>
/// <param name="Name">The name as its ecosystem writes it, namespace included (<c>@scope/name</c>, <c>group:artifact</c>).</param>
/// <param name="Version">The resolved version; null where the supplier knew none.</param>
public sealed record Component(string Name, string? Version)
{
    /// <summary>The package URL; null where the supplier gave none.</summary>
    public PackageUrl? Purl { get; init; }

    /// <summary>SPDX licence expressions, as declared.</summary>
    public ImmutableArray<string> Licenses { get; init; } = [];

    /// <summary>Digests by algorithm, lower-case hex.</summary>
    public ImmutableSortedDictionary<string, string> Digests { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>True where the subject asks for it itself, false where another component does, null where unknown.</summary>
    public bool? IsDirect { get; init; }

    /// <summary>Where it is declared.</summary>
    public Location? Location { get; init; }
}
