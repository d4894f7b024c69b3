using System.Reflection;
using Gatehouse.Host;
using Gatehouse.Pipeline;
using Gatehouse.Rules.Secrets;
using Gatehouse.Secrets;

namespace Gatehouse.Cli;

/// <summary>The composition root: what a verb works with.</summary>
internal sealed class App(HostEnvironment host, Terminal terminal, CancellationToken cancellation)
{
    /// <summary>What --version says: the version and, of a release, +COMMIT.</summary>
    public static string FullVersion { get; } = typeof(App).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0";

    /// <summary>The version alone, as facts and reports name their producer.</summary>
    public static string Version { get; } = FullVersion.Split('+')[0];

    public HostEnvironment Host { get; } = host;

    public Terminal Terminal { get; } = terminal;

    public CancellationToken Cancellation { get; } = cancellation;

    /// <summary>Engines, sections and rule packs of this build; made when a verb needs them.</summary>
    public PipelineParts Parts => field ??= new PipelineParts
    {
        Version = Version,
        Build = BuildIdentity.Value,
        Host = Host,
        Engines = JoinedCatalogs.Engines,
        Sections = JoinedCatalogs.Sections,
        SuppressionFiles = JoinedCatalogs.SuppressionFiles,
        ForeignTools = JoinedCatalogs.ForeignTools,
        StandardInput = Terminal.Input,
        RulePacks = new Dictionary<string, ReadOnlyMemory<byte>> { [RulePack.Name] = SecretsRulePack.Bytes.ToArray() },
    };

    /// <summary>Says what is wrong, a line each; the exit code for usage and configuration.</summary>
    public int Refuse(IEnumerable<string> lines)
    {
        foreach (var line in lines)
            Terminal.Error.WriteLine("gatehouse: " + Terminal.Clean(line));
        return 2;
    }

    /// <summary>The same for one line.</summary>
    public int Refuse(string line) => Refuse([line]);
}
