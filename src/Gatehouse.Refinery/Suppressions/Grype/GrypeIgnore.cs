using Gatehouse.Model;
using Gatehouse.Text;

namespace Gatehouse.Refinery;

/// <summary>
/// <c>.grype.yaml</c>: rules under <c>ignore</c> with <c>vulnerability</c>, <c>reason</c> and <c>package</c> (<c>name version
/// type location</c>), all of which must fit. A rule with a condition that this build does not judge is told and not
/// applied; so is one without a vulnerability or a package, which would ignore what is not known yet.
/// </summary>
[SuppressionFile]
internal sealed class GrypeIgnore : ISuppressionFile
{
    public string FileName => ".grype.yaml";

    public SuppressionReading Read(ReadOnlySpan<byte> bytes) => IgnoreYaml.Read(FileName, bytes, static (root, reading) =>
    {
        foreach (var rule in IgnoreYaml.ItemsOf(root["ignore"]))
            Add(rule, reading);
    });

    private static void Add(Node rule, IgnoreLines.Reading reading)
    {
        var line = rule.Position.Line;
        var unknown = rule.Entries.Select(entry => entry.Key.Value).FirstOrDefault(key => key is not ("vulnerability" or "include-aliases" or "reason" or "package"))
            ?? rule["package"]?.Entries.Select(entry => "package." + entry.Key.Value).FirstOrDefault(key => key is not ("package.name" or "package.version" or "package.type" or "package.location"));
        var id = rule["vulnerability"]?.Text;
        var location = rule["package"]?["location"]?.Text;
        var path = location is null ? null : Glob.TryParse(location.TrimStart('/'), out _);
        if (unknown is not null)
            reading.Warn(line, $"the condition \"{unknown}\" is not judged here, so the rule is not applied. Write it as an entry of gatehouse.yaml.");
        else if (string.IsNullOrEmpty(id) && rule["package"]?["name"]?.Text is not { Length: > 0 })
            reading.Warn(line, "the rule names neither a vulnerability nor a package, so it is not applied.");
        else if (location is not null && path is null)
            reading.Warn(line, "package.location is no path pattern, so the rule is not applied.");
        else
        {
            reading.Add(new SuppressionEntry
            {
                Source = reading.Source(line),
                Ids = string.IsNullOrEmpty(id) ? [] : [id],
                Packages = rule["package"] is MapNode package ? [new PackageMatch(TypeOf(package["type"]?.Text), null, package["name"]?.Text, package["version"]?.Text) { Path = path }] : [],
                Kinds = [FindingKind.Vulnerability],
                Reason = rule["reason"]?.Text ?? "",
            });
        }
    }

    // Grype names a package by its cataloguer; a purl by its ecosystem.
    private static string? TypeOf(string? type) => type?.ToLowerInvariant() switch
    {
        null or "" => null,
        "python" => "pypi",
        "java-archive" or "jenkins-plugin" => "maven",
        "go-module" => "golang",
        "rust-crate" => "cargo",
        "php-composer" => "composer",
        "dotnet" => "nuget",
        var other => other,
    };
}
