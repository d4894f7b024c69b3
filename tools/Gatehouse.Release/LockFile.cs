using System.Collections.Immutable;
using System.Text.Json;

namespace Gatehouse.Release;

/// <summary>A package of the registry that a lock file holds.</summary>
/// <param name="Sha512">In hex: NuGet's content hash, of the package without its registry's signature.</param>
/// <param name="IsOurs">One of our own projects names it.</param>
/// <param name="DependsOn">Names of packages.</param>
public sealed record Package(string Name, string Version, string Sha512, bool IsOurs, ImmutableSortedSet<string> DependsOn);

/// <summary>The packages of NuGet's lock files (packages.lock.json, version 1 and 2).</summary>
public static class LockFile
{
    /// <summary>Of all files together, by name; or what is wrong. A name held at two versions is wrong: a bill with one of them would be none.</summary>
    public static (ImmutableArray<Package> Packages, ImmutableArray<string> Problems) ReadAll(IEnumerable<string> paths)
    {
        var problems = ImmutableArray.CreateBuilder<string>();
        var packages = new SortedDictionary<string, Package>(StringComparer.OrdinalIgnoreCase);
        var ours = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var path in paths)
        {
            try
            {
                using var document = JsonDocument.Parse(File.ReadAllText(path));
                foreach (var framework in document.RootElement.GetProperty("dependencies").EnumerateObject())
                {
                    foreach (var entry in framework.Value.EnumerateObject())
                        Take(path, entry, packages, ours, problems);
                }
            }
            catch (Exception problem) when (problem is IOException or JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
            {
                problems.Add($"{path}: no lock file of packages: {problem.Message}");
            }
        }

        if (packages.Count == 0 && problems.Count == 0)
            problems.Add("the lock files hold no package");
        // Without what is no package: a project of ours is part of the product itself.
        return ([.. packages.Values.Select(package => package with { IsOurs = package.IsOurs || ours.Contains(package.Name), DependsOn = package.DependsOn.Intersect(packages.Values.Select(other => other.Name)) })], problems.ToImmutable());
    }

    private static void Take(string path, JsonProperty entry, SortedDictionary<string, Package> packages, HashSet<string> ours, ImmutableArray<string>.Builder problems)
    {
        string[] needs = entry.Value.TryGetProperty("dependencies", out var list) ? [.. list.EnumerateObject().Select(need => need.Name)] : [];
        var type = entry.Value.GetProperty("type").GetString();
        if (type == "Project")
        {
            ours.UnionWith(needs);
            return;
        }

        var hash = Convert.ToHexStringLower(Convert.FromBase64String(entry.Value.GetProperty("contentHash").GetString()!));
        var package = new Package(entry.Name, entry.Value.GetProperty("resolved").GetString()!, hash, type == "Direct", needs.ToImmutableSortedSet(StringComparer.OrdinalIgnoreCase));
        if (hash.Length != 128)
            problems.Add($"{path}: {entry.Name}: its content hash is no SHA-512");
        else if (!packages.TryGetValue(entry.Name, out var known))
            packages[entry.Name] = package;
        else if ((known.Version, known.Sha512) == (package.Version, package.Sha512))
            packages[entry.Name] = known with { IsOurs = known.IsOurs || package.IsOurs, DependsOn = known.DependsOn.Union(package.DependsOn) };
        else
            problems.Add($"{path}: {entry.Name} {package.Version} ({hash[..8]}), and {known.Version} ({known.Sha512[..8]}) elsewhere: dotnet restore --force-evaluate");
    }
}
