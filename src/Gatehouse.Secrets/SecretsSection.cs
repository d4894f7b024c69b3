using Gatehouse.Configuration;

namespace Gatehouse.Secrets;

/// <summary>The <c>secrets</c> section of gatehouse.yaml: own rules, and rules to leave out.</summary>
[Section]
public sealed class SecretsSection : ISection
{
    /// <inheritdoc/>
    public string Name => "secrets";

    /// <inheritdoc/>
    public string Description => "Own secrets rules, and built-in ones to leave out.";

    /// <inheritdoc/>
    public Shape Shape { get; } = new ObjectShape(
        new Field("disable", Shape.TextList, "Ids of built-in rules to leave out."),
        new Field("lower-in-tests", Shape.Boolean, "Whether private keys, and whatever is not surely a provider's, are MEDIUM at most in tests, documents and examples (own rules are not); true without it."),
        new Field("rules", new ListShape(new ObjectShape(
            new Field("id", Shape.Text, "Unique, kebab-case.") { IsRequired = true },
            new Field("provider", Shape.Text, "Who issues it."),
            new Field("title", Shape.Text, "Short name for tables.") { IsRequired = true },
            new Field("kind", new EnumShape("credential", "possible-secret"), "A known shape, or words round it.") { IsRequired = true },
            new Field("severity", new EnumShape("critical", "high", "medium", "low", "info"), "How bad a leak is.") { IsRequired = true },
            new Field("confidence", new EnumShape("high", "medium", "low"), "How sure a match is.") { IsRequired = true },
            new Field("description", Shape.Text, "What it is."),
            new Field("source", Shape.Text, "The page that states the shape."),
            new Field("structure", new EnumShape("none", "prefix", "checksum", "length"), "What that page states."),
            new Field("literals", Shape.TextList, "One must occur; case counts."),
            new Field("literals-ignore-case", Shape.TextList, "The same, ignoring case."),
            new Field("pattern", Shape.Text, "RE2 syntax; the group (?P<secret>…) is the secret.") { IsRequired = true },
            new Field("checksum", Shape.Text, "Name of a checksum."),
            new Field("entropy", Shape.Text, "Least Shannon entropy, bits a character."),
            new Field("ends", Shape.Text, "What stands before the day on which it ends: se=."),
            new Field("stop-words", Shape.TextList, "A secret that holds one is none."),
            new Field("paths", Shape.GlobList, "Only there."),
            new Field("exclude-paths", Shape.GlobList, "Not there."),
            new Field("revoke", Shape.Text, "How to revoke it."),
            new Field("revoke-url", Shape.Text, "Where."),
            new Field("cases", new ObjectShape(
                new Field("find", Shape.TextList, "Templates that must be found."),
                new Field("ignore", Shape.TextList, "Templates that must stay silent.")), "What proves it: gatehouse selftest tries them."))), "Own rules, in the form of docs/how-to/secrets-rule.md; cases may be left out."));

    /// <summary>Reads the section; the problems are those that the shape cannot see.</summary>
    internal static (IReadOnlyList<string> Disabled, IReadOnlyList<SecretRule> Rules, bool IsLoweredAside, IReadOnlyList<ConfigurationProblem> Problems) Read(ConfigurationValue section)
    {
        var rules = new List<SecretRule>();
        var problems = new List<ConfigurationProblem>();
        foreach (var item in section["rules"].Items())
        {
            var (rule, wrong) = RuleFile.Read(item.Node!, needsCases: false);
            if (rule is not null)
                rules.Add(rule);
            foreach (var problem in wrong)
                problems.Add(new ConfigurationProblem(item.File, problem.Position, item.Key, problem.Message, "Mend the rule"));
        }

        foreach (var twice in rules.GroupBy(rule => rule.Id, StringComparer.Ordinal).Where(group => group.Count() > 1))
            problems.Add(section["rules"].Problem($"the id \"{twice.Key}\" is there twice", "Give each rule its own id"));
        return (section["disable"].Texts(), rules, section["lower-in-tests"].Boolean(true), problems);
    }
}
