using System.Collections.Immutable;
using Gatehouse.Model;

namespace Gatehouse.Secrets;

/// <summary>What the provider's own page states of a secret's shape.</summary>
public enum SecretStructure
{
    /// <summary>Nothing: known by the words round it.</summary>
    None,

    /// <summary>A fixed beginning.</summary>
    Prefix,

    /// <summary>A checksum within.</summary>
    Checksum,

    /// <summary>A fixed length or alphabet.</summary>
    Length,
}

/// <summary>A rule as its file states it (docs/how-to/secrets-rule.md).</summary>
public sealed record SecretRule
{
    /// <summary>Unique, kebab-case.</summary>
    public required string Id { get; init; }

    /// <summary>The provider of what nobody issues: keys and passwords that people make themselves.</summary>
    public const string NoProvider = "Generic";

    /// <summary>Who issues it, as it writes its name; <see cref="NoProvider"/> where anyone may.</summary>
    public required string Provider { get; init; }

    /// <summary>Short name for tables.</summary>
    public required string Title { get; init; }

    /// <summary><see cref="FindingKind.Credential"/> or <see cref="FindingKind.PossibleSecret"/>.</summary>
    public required FindingKind Kind { get; init; }

    /// <summary>How bad a leak is.</summary>
    public required Severity Severity { get; init; }

    /// <summary>How sure a match is.</summary>
    public required Confidence Confidence { get; init; }

    /// <summary>What it is and what a thief can do with it.</summary>
    public required string Description { get; init; }

    /// <summary>The provider's page that states the shape.</summary>
    public string? Source { get; init; }

    /// <summary>What that page states.</summary>
    public SecretStructure Structure { get; init; }

    /// <summary>One must occur for the rule to be tried; case counts.</summary>
    public ImmutableArray<string> Literals { get; init; } = [];

    /// <summary>The same, ignoring ASCII case.</summary>
    public ImmutableArray<string> LiteralsIgnoreCase { get; init; } = [];

    /// <summary>RE2 syntax; the group <c>secret</c> is the secret, the whole match without one.</summary>
    public required string Pattern { get; init; }

    /// <summary>Name of a <see cref="SecretChecksum"/>.</summary>
    public string? Checksum { get; init; }

    /// <summary>Least Shannon entropy of the secret, bits a character; 0 for none.</summary>
    public double Entropy { get; init; }

    /// <summary>A secret that holds one of these is none; compared ignoring case.</summary>
    public ImmutableArray<string> StopWords { get; init; } = [];

    /// <summary>Globs; empty for every file.</summary>
    public ImmutableArray<string> Paths { get; init; } = [];

    /// <summary>Globs of files to leave out.</summary>
    public ImmutableArray<string> ExcludePaths { get; init; } = [];

    /// <summary>How to revoke and rotate at this provider.</summary>
    public required string Revoke { get; init; }

    /// <summary>Where one does that.</summary>
    public string? RevokeUrl { get; init; }

    /// <summary>What stands before the day on which it ends, in the address or text that holds it: <c>se=</c>; null where it does not say.</summary>
    public string? Ends { get; init; }

    /// <summary>The release that brought it; null for the first.</summary>
    public PackVersion? Since { get; init; }

    /// <summary>The release that last raised its severity; null where none did.</summary>
    public PackVersion? RaisedIn { get; init; }

    /// <summary>The severity before that.</summary>
    public Severity? RaisedFrom { get; init; }

    /// <summary>Templates that must be found.</summary>
    public ImmutableArray<string> Find { get; init; } = [];

    /// <summary>Templates that must stay silent.</summary>
    public ImmutableArray<string> Ignore { get; init; } = [];
}
