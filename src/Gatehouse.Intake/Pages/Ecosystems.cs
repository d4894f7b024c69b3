using System.Collections.Frozen;
using Gatehouse.Model;

namespace Gatehouse.Intake.Pages;

/// <summary>Names that tools give to ecosystems, languages and package managers, as package URL types.</summary>
internal static class Ecosystems
{
    private static readonly FrozenDictionary<string, string> Types = new Dictionary<string, string>
    {
        ["npm"] = "npm", ["node"] = "npm", ["nodejs"] = "npm", ["javascript"] = "npm", ["yarn"] = "npm", ["pnpm"] = "npm",
        ["pypi"] = "pypi", ["pip"] = "pypi", ["python"] = "pypi", ["poetry"] = "pypi", ["pipenv"] = "pypi",
        ["maven"] = "maven", ["java"] = "maven", ["gradle"] = "maven", ["jar"] = "maven",
        ["gem"] = "gem", ["rubygems"] = "gem", ["ruby"] = "gem", ["bundler"] = "gem",
        ["cargo"] = "cargo", ["rust"] = "cargo", ["crates.io"] = "cargo", ["crates"] = "cargo",
        ["go"] = "golang", ["golang"] = "golang", ["gomod"] = "golang",
        ["nuget"] = "nuget", ["dotnet"] = "nuget", [".net"] = "nuget",
        ["composer"] = "composer", ["packagist"] = "composer", ["php"] = "composer",
        ["hex"] = "hex", ["erlang"] = "hex", ["elixir"] = "hex", ["pub"] = "pub", ["dart"] = "pub", ["swift"] = "swift", ["cocoapods"] = "cocoapods",
        ["conan"] = "conan", ["github"] = "github", ["githubactions"] = "github", ["actions"] = "github", ["docker"] = "docker",
        ["deb"] = "deb", ["debian"] = "deb", ["ubuntu"] = "deb", ["dpkg"] = "deb", ["rpm"] = "rpm", ["rhel"] = "rpm", ["centos"] = "rpm", ["redhat"] = "rpm",
        ["apk"] = "apk", ["alpine"] = "apk",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The package URL of a name as the ecosystem writes it; null for an ecosystem that is not known.</summary>
    public static PackageUrl? Purl(string ecosystem, string name, string? version)
    {
        if (!Types.TryGetValue(ecosystem.Replace(" ", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal), out var type))
            return null;
        var split = type switch
        {
            "maven" => name.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon ? colon : name.LastIndexOf('/'),
            "npm" or "golang" or "composer" or "github" or "docker" or "swift" => name.LastIndexOf('/'),
            _ => -1,
        };
        var own = name[(split + 1)..];
        if (own.Length == 0)
            return null;
        // Purl specification, pypi: lower-case, and the underscore is a dash.
        return new PackageUrl(type, split > 0 ? name[..split] : null, type == "pypi" ? own.ToLowerInvariant().Replace('_', '-') : own, version);
    }
}
