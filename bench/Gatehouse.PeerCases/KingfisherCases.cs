using System.Text;
using System.Text.RegularExpressions;
using Gatehouse.Secrets;
using Gatehouse.Text;

namespace Gatehouse.PeerCases;

/// <summary>One example of a rule.</summary>
internal sealed record KingfisherExample(string Rule, string Text, bool IsHelper);

/// <summary>The examples of one of Kingfisher's rule files.</summary>
/// <param name="Name">The file's name without its ending.</param>
/// <param name="Examples">Each with its rule, and whether that rule is one of the helpers which Kingfisher itself never shows (<c>visible: false</c>): host names, client ids.</param>
internal sealed record KingfisherFile(string Name, IReadOnlyList<KingfisherExample> Examples)
{
    /// <summary>Reads <c>rules[].examples</c>.</summary>
    /// <exception cref="InvalidDataException">It is no YAML of that form: a case left out unseen would make the share better than it is.</exception>
    public static KingfisherFile Read(string path)
    {
        var yaml = Yaml.Parse(File.ReadAllBytes(path), new TextLimits { MaxBytes = 1 << 22, MaxDepth = 64, MaxNodes = 100_000 });
        if (yaml.Error is { } error || yaml.Root?["rules"] is null)
            throw new InvalidDataException($"{path}: {yaml.Error?.Message ?? "no rules"}");
        var examples = yaml.Root["rules"]!.Items
            .SelectMany(rule => (rule["examples"]?.Items ?? []).Select(example => new KingfisherExample(rule["id"]?.Text ?? "", example.Text ?? "", rule["visible"]?.Text == "false")));
        return new KingfisherFile(Path.GetFileNameWithoutExtension(path), [.. examples]);
    }
}

/// <summary>
/// Which of Kingfisher's files are about a provider of ours: the file is called as the provider or as the first word of a
/// rule's id, with nothing after it but what kind of token it is.
/// </summary>
internal sealed partial class KingfisherProviders(IEnumerable<SecretRule> rules)
{
    // Files that are called after a thing or an older name, and which provider or rule of ours that is.
    private static readonly Dictionary<string, string> Aliases = new(StringComparer.Ordinal)
    {
        ["credentials"] = "generic", ["uri"] = "generic", ["postgres"] = "generic", ["mysql"] = "generic", ["rabbitmq"] = "generic", ["odbc"] = "generic",
        ["ftp"] = "generic", ["securestring"] = "generic", ["pem"] = "private", ["privkey"] = "private", ["gcp"] = "google", ["jira"] = "atlassian",
        ["sendinblue"] = "brevo", ["nvapi"] = "nvidia", ["boxcom"] = "box", ["squareup"] = "square", ["terraformcloud"] = "hcp", ["vagrantcloud"] = "hcp",
        ["artifactory"] = "jfrog", ["dependencytrack"] = "dependency", ["weightsandbiases"] = "wandb", ["sonarcloud"] = "sonarqube", ["asanaoauth"] = "asana",
    };

    private readonly HashSet<string> _names = [.. rules.SelectMany(rule => new[] { Plain(rule.Provider), Plain(rule.Id.Split('-')[0]) }).Where(name => name.Length > 2)];

    public bool Covers(string file)
    {
        var name = Plain(file);
        return _names.Contains(Aliases.GetValueOrDefault(name, name)) || _names.Any(known => name.StartsWith(known, StringComparison.Ordinal) && Kind().IsMatch(name[known.Length..]));
    }

    private static string Plain(string text) => new StringBuilder().Append([.. text.ToLowerInvariant().Where(char.IsAsciiLetterOrDigit)]).ToString();

    [GeneratedRegex("^(?:oauth2?|token|bottoken|accesstoken|apikey|key|webhook|teamswebhook|teams|devops|openai|storage|searchquery|io|hub|v[0-9])$", RegexOptions.None, 1000)]
    private static partial Regex Kind();
}
