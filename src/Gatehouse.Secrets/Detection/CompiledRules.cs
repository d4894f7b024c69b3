using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Gatehouse.Model;
using Gatehouse.Patterns;
using Gatehouse.Text;

namespace Gatehouse.Secrets;

/// <summary>Rules made ready for scanning; shared by all threads. Patterns are compiled when their first literal hits.</summary>
internal sealed class CompiledRules
{
    private readonly Lazy<CompiledRule>[] _compiled;
    private readonly int[] _ruleOfLiteral;
    private readonly int[] _lengthOfLiteral;

    public CompiledRules(ImmutableArray<SecretRule> rules)
    {
        Rules = rules;
        var literals = new List<Literal>();
        var owners = new List<int>();
        for (var i = 0; i < rules.Length; i++)
        {
            foreach (var literal in RuleLiterals.Of(rules[i]))
            {
                literals.Add(literal);
                owners.Add(i);
            }
        }

        Literals = LiteralMatcher.Build(literals);
        _ruleOfLiteral = [.. owners];
        _lengthOfLiteral = [.. literals.Select(literal => literal.Bytes.Length)];
        _compiled = [.. rules.Select(rule => new Lazy<CompiledRule>(() => new CompiledRule(rule), LazyThreadSafetyMode.PublicationOnly))];
        Digest = Convert.ToHexStringLower(SHA256.HashData(RulePack.Write(rules)));
    }

    public ImmutableArray<SecretRule> Rules { get; }

    public LiteralMatcher Literals { get; }

    /// <summary>SHA-256 of all rules: two sets with the same digest find the same.</summary>
    public string Digest { get; }

    /// <summary>Bytes of the longest literal.</summary>
    public int LongestLiteral => _lengthOfLiteral.DefaultIfEmpty(1).Max();

    public int RuleOf(int literal) => _ruleOfLiteral[literal];

    public int LengthOf(int literal) => _lengthOfLiteral[literal];

    public CompiledRule this[int rule] => _compiled[rule].Value;
}

/// <summary>One rule ready to match.</summary>
internal sealed class CompiledRule
{
    private readonly Glob[] _paths;
    private readonly Glob[] _excludes;

    public CompiledRule(SecretRule rule)
    {
        Rule = rule;
        Pattern = BytePattern.Parse(rule.Pattern).Pattern ?? throw new InvalidOperationException($"{rule.Id}: the pattern was checked when the rule was read");
        SecretGroup = Math.Max(0, Pattern.GroupNumber("secret"));
        Checksum = rule.Checksum is null ? null : SecretChecksum.Find(rule.Checksum);
        StopWords = [.. rule.StopWords.Select(word => Encoding.UTF8.GetBytes(word.ToLowerInvariant()))];
        _paths = [.. rule.Paths.Select(glob => Glob.TryParse(glob, out _)!)];
        _excludes = [.. rule.ExcludePaths.Select(glob => Glob.TryParse(glob, out _)!)];
    }

    public SecretRule Rule { get; }

    public BytePattern Pattern { get; }

    public int SecretGroup { get; }

    public SecretChecksum? Checksum { get; }

    public byte[][] StopWords { get; }

    public bool Wants(ReadOnlySpan<byte> path)
    {
        foreach (var glob in _excludes)
        {
            if (glob.IsMatch(path))
                return false;
        }

        if (_paths.Length == 0)
            return true;
        foreach (var glob in _paths)
        {
            if (glob.IsMatch(path))
                return true;
        }

        return false;
    }
}
