using System.Collections.Immutable;
using Gatehouse.Model;
using Gatehouse.Text;

namespace Gatehouse.Refinery;

/// <summary>Who owns which path, as GitHub and GitLab write it down.</summary>
public sealed class CodeOwners
{
    /// <summary>Where the file may lie; the first that is there is the one that holds.</summary>
    public static ImmutableArray<string> Paths { get; } = [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS"];

    private readonly ImmutableArray<OwnerRule> _rules;

    internal CodeOwners(ImmutableArray<OwnerRule> rules, ImmutableArray<RefineWarning> warnings)
    {
        _rules = rules;
        Warnings = warnings;
    }

    /// <summary>Lines that could not be read.</summary>
    public ImmutableArray<RefineWarning> Warnings { get; }

    /// <summary>Reads a file; bad lines become warnings.</summary>
    /// <param name="source">Its path, for messages.</param>
    public static CodeOwners Read(ReadOnlySpan<byte> bytes, string source) => CodeOwnersFile.Read(bytes, source);

    /// <summary>The owners of a path: of each section its last match; sorted, each once. Empty where nobody owns it.</summary>
    public ImmutableArray<string> Of(string path) => OwnerRule.OwnersOf(_rules, path);
}
