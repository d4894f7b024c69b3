using Gatehouse.Host;

namespace Gatehouse.Pipeline.Tools;

/// <summary>
/// The variables that a tool sees: those of a list, and no others. A scanner reads hostile files; what it does not know it
/// cannot give away. Its home is an empty folder, so that no key or login of the user's lies in it.
/// </summary>
internal static class ToolEnvironment
{
    private static readonly string[] Plain =
        ["LANG", "LC_ALL", "LC_CTYPE", "TZ", "SSL_CERT_FILE", "SSL_CERT_DIR", "NODE_EXTRA_CA_CERTS", "JAVA_HOME", "GOROOT", "SystemRoot", "SystemDrive", "PATHEXT", "ComSpec", "NUMBER_OF_PROCESSORS"];

    private static readonly string[] Proxy = ["HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "no_proxy", "all_proxy"];

    private static readonly string[] Ours = ["GATEHOUSE_", "ACTIONS_", "SIGSTORE_ID_TOKEN"];

    private static readonly string[] OurTokens = ["GITHUB_TOKEN", "GH_TOKEN", "GITLAB_TOKEN", "CI_JOB_TOKEN", "CI_JOB_JWT", "CI_REGISTRY_PASSWORD", "CI_DEPLOY_PASSWORD", "SYSTEM_ACCESSTOKEN"];

    /// <summary>Whether a variable is given to no tool, whatever policy says.</summary>
    public static bool IsOurs(string name) =>
        Ours.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) || OurTokens.Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <summary>All that a start of the tool sees.</summary>
    public static Dictionary<string, string?> Of(NamedTool tool, ToolFolders folders, HostEnvironment host, string tree)
    {
        var given = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["PATH"] = string.Join(Path.PathSeparator, ProgramSearch.Folders(host.Variables, tree)),
            ["HOME"] = folders.Home,
            ["USERPROFILE"] = folders.Home,
            ["XDG_CONFIG_HOME"] = Path.Combine(folders.Home, ".config"),
            ["XDG_CACHE_HOME"] = folders.Cache,
            ["TMPDIR"] = folders.Temporary,
            ["TEMP"] = folders.Temporary,
            ["TMP"] = folders.Temporary,
            ["NO_COLOR"] = "1",
            ["PYTHONSAFEPATH"] = "1",
        };
        foreach (var name in Plain.Concat(tool.Tool.AsksNetwork ? Proxy : []).Concat(tool.Variables))
        {
            if (host.Variable(name) is { } value)
                given[name] = value;
        }

        // What pip installs for a user is found by the home that we take away.
        if (host.Variable("HOME") is { } home && Directory.Exists(Path.Combine(home, ".local", "lib")) && !ProgramSearch.IsWithin(home, tree))
            given["PYTHONUSERBASE"] = Path.Combine(home, ".local");
        foreach (var (name, value) in tool.Tool.Variables)
            given[name] = folders.Fill(value);
        return given;
    }
}
