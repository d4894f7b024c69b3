using System.Collections.Immutable;
using Gatehouse.Model;
using Gatehouse.Text;

namespace Gatehouse.Refinery;

/// <summary>
/// One accepted thing, of gatehouse.yaml or of another tool's file. It applies where the id, the place and the kind all
/// fit; what is left empty fits everything, and an entry that has neither ids nor a place fits nothing.
/// </summary>
public sealed record SuppressionEntry
{
    /// <summary>The file and line that say so: <c>.trivyignore:3</c>.</summary>
    public required string Source { get; init; }

    /// <summary>Rules, advisories or their aliases; case does not matter.</summary>
    public ImmutableArray<string> Ids { get; init; } = [];

    /// <summary>Beginnings of ids: a family of checks (Checkov).</summary>
    public ImmutableArray<string> IdPrefixes { get; init; } = [];

    /// <summary>Where; a finding must lie in one of them, or be about one of <see cref="Packages"/>.</summary>
    public ImmutableArray<Glob> Paths { get; init; } = [];

    /// <summary>Taken out of <see cref="Paths"/> again.</summary>
    public ImmutableArray<Glob> ExceptPaths { get; init; } = [];

    /// <summary>One exact file, as Gitleaks names it; null for any.</summary>
    public string? File { get; init; }

    /// <summary>The line in <see cref="File"/>, from 1; null for any.</summary>
    public int? Line { get; init; }

    /// <summary>Which components.</summary>
    public ImmutableArray<PackageMatch> Packages { get; init; } = [];

    /// <summary>Which kinds of findings; empty for every kind.</summary>
    public ImmutableArray<FindingKind> Kinds { get; init; } = [];

    /// <summary>The stated reason; empty where the form has no room for one or nobody gave one.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Who answers for it.</summary>
    public string? Owner { get; init; }

    /// <summary>The last day on which it holds (UTC); null for ever, which only other tools' files allow.</summary>
    public DateOnly? Expires { get; init; }

    /// <summary>Patterns of ids that it does not silence, whatever else it speaks of: a policy farther away forbids it.</summary>
    public ImmutableArray<string> Never { get; init; } = [];

    /// <summary>True for entries of gatehouse.yaml: these are reported when nothing needs them any more.</summary>
    public bool IsOwn { get; init; }
}

/// <summary>A component by its parts; null fits everything.</summary>
/// <param name="Type">The purl's type: <c>npm</c>.</param>
/// <param name="Namespace">The purl's namespace.</param>
/// <param name="Name">The purl's name, or the component's whole name.</param>
/// <param name="Version">The exact version.</param>
public sealed record PackageMatch(string? Type, string? Namespace, string? Name, string? Version)
{
    /// <summary>Where the file lies that brings it; null for any.</summary>
    public Glob? Path { get; init; }

    /// <summary>The parts of a purl; null where the text is none.</summary>
    public static PackageMatch? OfPurl(string text) =>
        PackageUrl.TryParse(text, out var purl) ? new PackageMatch(purl.Type, purl.Namespace ?? "", purl.Name, purl.Version) : null;
}

/// <summary>What was read of a file, and what of it could not be used.</summary>
/// <param name="Entries">In the file's order.</param>
/// <param name="Warnings">A line that is wrong, or says something that this build cannot honour: such a line suppresses nothing.</param>
public sealed record SuppressionReading(ImmutableArray<SuppressionEntry> Entries, ImmutableArray<RefineWarning> Warnings);
