using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Gatehouse.Model;
using Gatehouse.Patterns;
using Gatehouse.Text;

namespace Gatehouse.Secrets;

/// <summary>What is wrong with a rule, and where.</summary>
public sealed record RuleProblem(SourcePosition Position, string Message);

/// <summary>Reads one rule from YAML and says everything that is wrong with it at once.</summary>
public sealed class RuleFile
{
    private static readonly string[] Known =
    [
        "id", "provider", "title", "kind", "severity", "confidence", "description", "source", "structure", "literals", "literals-ignore-case",
        "pattern", "checksum", "entropy", "stop-words", "paths", "exclude-paths", "revoke", "revoke-url", "ends", "since", "raised", "cases",
    ];

    private readonly List<RuleProblem> _problems = [];
    private readonly Node _root;

    private RuleFile(Node root) => _root = root;

    /// <summary>Reads the text of a rule file.</summary>
    /// <returns>The rule; or null with the problems.</returns>
    public static (SecretRule? Rule, IReadOnlyList<RuleProblem> Problems) Read(ReadOnlySpan<byte> yaml)
    {
        var text = Yaml.Parse(yaml, new TextLimits { MaxBytes = 1 << 20, MaxDepth = 16, MaxNodes = 10_000 });
        if (text.Error is { } error)
            return (null, [new RuleProblem(error.Position, error.Message)]);
        if (text.Root is not MapNode root)
            return (null, [new RuleProblem(new SourcePosition(1, 1), "a rule is a map")]);
        return Read(root, needsCases: true);
    }

    /// <summary>Reads a rule that stands in another file, such as the user's configuration, where cases may be left out.</summary>
    public static (SecretRule? Rule, IReadOnlyList<RuleProblem> Problems) Read(Node root, bool needsCases)
    {
        var file = new RuleFile(root);
        var rule = file.Rule(needsCases);
        return file._problems.Count == 0 ? (rule, []) : (null, file._problems);
    }

    private SecretRule Rule(bool needsCases)
    {
        foreach (var entry in _root.Entries.Where(entry => !Known.Contains(entry.Key.Value)))
            Problem(entry.Key, $"the key \"{entry.Key.Value}\" is not known");

        var rule = new SecretRule
        {
            Id = Required("id"),
            Provider = needsCases ? Required("provider") : Optional("provider") ?? SecretRule.NoProvider,
            Title = Required("title"),
            Kind = OneOf("kind", ("credential", FindingKind.Credential), ("possible-secret", FindingKind.PossibleSecret)),
            Severity = SeverityOf(),
            Confidence = OneOf("confidence", ("high", Confidence.High), ("medium", Confidence.Medium), ("low", Confidence.Low)),
            Description = needsCases ? Required("description") : Optional("description") ?? "",
            Source = Optional("source"),
            Structure = _root["structure"] is null ? SecretStructure.None
                : OneOf("structure", ("none", SecretStructure.None), ("prefix", SecretStructure.Prefix), ("checksum", SecretStructure.Checksum), ("length", SecretStructure.Length)),
            Literals = Texts("literals"),
            LiteralsIgnoreCase = Texts("literals-ignore-case"),
            Pattern = Required("pattern"),
            Checksum = Optional("checksum"),
            Entropy = Number("entropy"),
            StopWords = Texts("stop-words"),
            Paths = Texts("paths"),
            ExcludePaths = Texts("exclude-paths"),
            Revoke = needsCases ? Required("revoke") : Optional("revoke") ?? "Revoke it where it was issued, and issue a new one.",
            RevokeUrl = Optional("revoke-url"),
            Ends = Optional("ends"),
            Since = Release(_root["since"]),
            RaisedIn = Release(_root["raised"]?["version"]),
            RaisedFrom = RaisedFrom(),
            Find = [.. (_root["cases"]?["find"]?.Items ?? []).Select(item => item.Text ?? "")],
            Ignore = [.. (_root["cases"]?["ignore"]?.Items ?? []).Select(item => item.Text ?? "")],
        };
        Check(rule, needsCases);
        return rule;
    }

    private void Check(SecretRule rule, bool needsCases)
    {
        if (!rule.Id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))
            Problem(_root["id"], "an id has lower-case letters, digits and hyphens");
        if (rule.Kind == FindingKind.PossibleSecret && rule.Severity == Severity.Critical)
            Problem(_root["severity"], "a possible secret of no known shape is high at most");
        if (rule.Structure != SecretStructure.None && rule.Source is null)
            Problem(_root["structure"], "a structural rule names the provider's page: add source");
        if (rule.Checksum is not null && SecretChecksum.Find(rule.Checksum) is null)
            Problem(_root["checksum"], $"the checksum \"{rule.Checksum}\" is not known; known are: {string.Join(", ", SecretChecksum.Names)}");
        foreach (var glob in rule.Paths.Concat(rule.ExcludePaths))
        {
            if (Glob.TryParse(glob, out var problem) is null)
                Problem(_root["paths"] ?? _root["exclude-paths"], $"\"{glob}\": {problem}");
        }

        if (rule.Ends is { Length: < 2 })
            Problem(_root["ends"], "what stands before the day has two characters at least, such as se=");
        if (needsCases && (rule.Find.Length < 2 || rule.Ignore.Length < 2))
            Problem(_root["cases"], "a rule has at least two cases to find and two to ignore");
        CheckPattern(rule);
    }

    private void CheckPattern(SecretRule rule)
    {
        var literals = RuleLiterals.Of(rule);
        if (literals.Count == 0)
            Problem(_root["literals"], "at least one literal is needed: a text that every match holds");
        foreach (var literal in literals.Where(literal => literal.Bytes.Length < 3))
            Problem(_root["literals"], $"the literal \"{Encoding.UTF8.GetString(literal.Bytes.Span)}\" is shorter than 3 bytes: it would be tried everywhere");

        if (rule.Pattern.Length == 0)
            return;
        var (pattern, error) = BytePattern.Parse(rule.Pattern);
        if (pattern is null)
        {
            Problem(_root["pattern"], error!.ToString());
            return;
        }

        if (pattern.MaxLength is not { } longest || longest > 16_384)
            Problem(_root["pattern"], "the match has no bound below 16,384 bytes: use {n,m} instead of * and +");
        if (literals.Count > 0 && !pattern.EveryMatchContains(literals))
            Problem(_root["literals"], "it cannot be shown that every match holds one of the literals: name a text that stands in every alternative");
        if (pattern.GroupNames.Any(name => name is not null and not "secret"))
            Problem(_root["pattern"], "the only named group is (?P<secret>…)");
        // The delimiter would be shown, redacted and fingerprinted as if it belonged to the secret.
        if (rule.Pattern.EndsWith("|$)", StringComparison.Ordinal) && !pattern.GroupNames.Contains("secret"))
            Problem(_root["pattern"], "the match ends with a delimiter: put the secret before it into (?P<secret>…)");
    }

    private string Required(string key)
    {
        if (_root[key]?.Text is { Length: > 0 } text)
            return text.Trim();
        _problems.Add(new RuleProblem(_root[key]?.Position ?? _root.Position, $"\"{key}\" is missing"));
        return "";
    }

    private string? Optional(string key) => _root[key]?.Text?.Trim();

    private T OneOf<T>(string key, params (string Word, T Value)[] words)
        where T : struct
    {
        var text = Required(key);
        foreach (var (word, value) in words)
        {
            if (word == text)
                return value;
        }

        if (text.Length > 0)
            Problem(_root[key], $"\"{text}\" is none of {string.Join(", ", words.Select(word => word.Word))}");
        return default;
    }

    private Severity SeverityOf() => OneOf("severity", ("critical", Severity.Critical), ("high", Severity.High), ("medium", Severity.Medium), ("low", Severity.Low), ("info", Severity.Info));

    private PackVersion? Release(Node? node)
    {
        if (node is null)
            return null;
        if (PackVersion.TryParse(node.Text, out var version))
            return version;
        Problem(node, $"{node.Describe()} is no release: write it as '0.2', in quotes");
        return null;
    }

    private Severity? RaisedFrom()
    {
        if (_root["raised"] is not { } raised)
            return null;
        if (raised["version"] is null || raised["from"]?.Text is not { } word || !Severities.TryParse(word, out var from))
        {
            Problem(raised, "a rule that was raised says in which version and from which severity: {version: '0.2', from: high}");
            return null;
        }

        if (Severities.TryParse(_root["severity"]?.Text ?? "", out var now) && from >= now)
            Problem(raised, "the severity before is lower than that of now");
        return from;
    }

    private double Number(string key)
    {
        if (_root[key]?.Text is not { } text)
            return 0;
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number is >= 0 and <= 8)
            return number;
        Problem(_root[key], $"\"{text}\" is no number of bits from 0 to 8");
        return 0;
    }

    private ImmutableArray<string> Texts(string key)
    {
        var node = _root[key];
        return node switch
        {
            null => [],
            ListNode list => [.. list.Values.Select(item => item.Text ?? "").Where(text => text.Length > 0)],
            _ => node.Text is { Length: > 0 } text ? [text] : [],
        };
    }

    private void Problem(Node? node, string message) => _problems.Add(new RuleProblem(node?.Position ?? _root.Position, message));
}
