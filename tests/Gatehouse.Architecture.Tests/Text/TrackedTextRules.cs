using System.Text.RegularExpressions;

namespace Gatehouse.Architecture.Tests.Text;

/// <summary>What no file of the repository may hold. The words are put together here, so that this file holds none.</summary>
internal static class TrackedTextRules
{
    // Rooted in the folders where people and machines work; not part of a longer path or an address.
    private static readonly Regex MachinePath = new(
        @"(?<![\w.~*\]/)-])/(" + string.Join('|', "wo" + "rk", "ro" + "ot", "tm" + "p", "ho" + @"me/\w+", "Us" + @"ers/\w+") + @")/[\w.-]",
        RegexOptions.CultureInvariant, TimeSpan.FromSeconds(10));

    private static readonly string[] RegistryHosts =
    [
        "api.nu" + "get.org", "registry.np" + "mjs.org", "registry.ya" + "rnpkg.com", "deb.de" + "bian.org", "security.de" + "bian.org", "archive.ub" + "untu.com",
        "files.python" + "hosted.org", "proxy.go" + "lang.org", "repo.maven.apa" + "che.org", "repo1.ma" + "ven.org", "index.cra" + "tes.io", "static.cra" + "tes.io",
    ];

    public static IEnumerable<string> MachinePaths(Tree tree) =>
        from file in tree.Below("")
        where !file.Path.EndsWith("packages.lock.json", StringComparison.Ordinal)
        from line in file.Text.Split('\n').Index()
        where MachinePath.IsMatch(line.Item)
        select $"{file.Path}:{line.Index + 1}";

    /// <summary>Hosts of the registries that everyone knows, and of those that this machine is set up with.</summary>
    /// <param name="tree">The files.</param>
    /// <param name="others">Hosts that are known only here.</param>
    public static IEnumerable<string> RegistryHostNames(Tree tree, IEnumerable<string> others) =>
        from host in RegistryHosts.Concat(others).Distinct()
        from file in tree.Below("")
        where file.Text.Contains(host, StringComparison.OrdinalIgnoreCase)
        orderby file.Path
        select $"{file.Path} names a package registry";
}
