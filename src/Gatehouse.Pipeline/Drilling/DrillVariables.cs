using System.Collections.Immutable;
using Gatehouse.Host;

namespace Gatehouse.Pipeline.Drilling;

/// <summary>
/// The variables of what a drill starts: the few that programs need to run at all, none that could hold a right, and a
/// home, a cache and a place for temporary files of its own.
/// </summary>
internal sealed class DrillVariables
{
    /// <summary>Marks every process of a drill, so that none outlives it.</summary>
    public const string Mark = "GATEHOUSE_DRILL";

    private static readonly string[] HandedOn =
    [
        "PATH", "LANG", "LANGUAGE", "TZ", "TERM", "USER", "LOGNAME", "SHELL", "DOTNET_ROOT", "JAVA_HOME", "GOROOT", "SOURCE_DATE_EPOCH", "PRE_COMMIT_HOME",
        "SYSTEMROOT", "WINDIR", "COMSPEC", "PATHEXT",
    ];

    private readonly HostEnvironment _host;
    private readonly ImmutableDictionary<string, string> _base;

    public DrillVariables(HostEnvironment host, DrillOptions options, string scratch)
    {
        _host = host;
        Value = Path.GetFileName(scratch);
        var home = Path.Combine(scratch, "home");
        var made = host.Variables.Where(pair => HandedOn.Contains(pair.Key) || pair.Key.StartsWith("LC_", StringComparison.Ordinal) || options.Variables.Contains(pair.Key))
            .ToImmutableDictionary(StringComparer.Ordinal).ToBuilder();
        foreach (var (name, value) in (ReadOnlySpan<(string, string)>)
            [
                (Mark, Value), ("HOME", home), ("XDG_CONFIG_HOME", Path.Combine(home, ".config")), ("XDG_CACHE_HOME", Path.Combine(scratch, "cache")), ("GATEHOUSE_CACHE", Path.Combine(scratch, "cache")),
                ("TMPDIR", Path.Combine(scratch, "temporary")), ("GIT_CONFIG_GLOBAL", Path.Combine(home, ".gitconfig")), ("GIT_CONFIG_NOSYSTEM", "1"), ("GIT_TERMINAL_PROMPT", "0"),
                ("GIT_ASKPASS", "false"), ("SSH_ASKPASS", "false"), ("GIT_NO_LAZY_FETCH", "1"), ("NO_COLOR", "1"),
            ])
            made[name] = value;
        if (!options.AllowsNetwork)
        {
            made["GIT_ALLOW_PROTOCOL"] = "file";
            made["GIT_SSH_COMMAND"] = "false";
        }

        // pre-commit builds its tools once, and would fetch them anew for another home.
        var own = host.Variable("HOME") is { } real ? Path.Combine(host.Variable("XDG_CACHE_HOME") ?? Path.Combine(real, ".cache"), "pre-commit") : null;
        if (own is not null && !made.ContainsKey("PRE_COMMIT_HOME") && Directory.Exists(own))
            made["PRE_COMMIT_HOME"] = own;
        _base = made.ToImmutable();
    }

    /// <summary>What <see cref="Mark"/> is set to.</summary>
    public string Value { get; }

    /// <summary>For a desk, or with more for a CI: null for each variable that the child must not see.</summary>
    public Dictionary<string, string?> With(IReadOnlyDictionary<string, string>? more = null)
    {
        var all = _host.Variables.Keys.ToDictionary(name => name, _ => (string?)null, StringComparer.Ordinal);
        foreach (var (name, value) in Visible(more))
            all[name] = value;
        return all;
    }

    /// <summary>The same as this process's own surroundings, for what it does itself in the part of a CI.</summary>
    public HostEnvironment AsHost(IReadOnlyDictionary<string, string> more, string folder) =>
        new(new Dictionary<string, string>(Visible(more), StringComparer.Ordinal), _host.Clock, folder);

    private IEnumerable<KeyValuePair<string, string>> Visible(IReadOnlyDictionary<string, string>? more) =>
        more is null ? _base : _base.SetItems(more);
}
