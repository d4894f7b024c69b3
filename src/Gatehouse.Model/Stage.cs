namespace Gatehouse.Model;

/// <summary>The seven gates, in the order that a change passes them.</summary>
public enum Stage
{
    /// <summary>Threats and requirements are written and owned.</summary>
    Plan,

    /// <summary>Source: secrets, static analysis, review.</summary>
    Code,

    /// <summary>What the build takes in: components, vulnerabilities, licences.</summary>
    Build,

    /// <summary>The running application: dynamic scans, security tests.</summary>
    Test,

    /// <summary>The artifact: signature, provenance, SBOM, approval.</summary>
    Release,

    /// <summary>Where it will run: configuration and image policy.</summary>
    Deploy,

    /// <summary>In production: alerts and their acknowledgement.</summary>
    Operate,
}

/// <summary>The stages by their names on the command line.</summary>
public static class Stages
{
    /// <summary>All seven, in order.</summary>
    public static IReadOnlyList<Stage> All { get; } =
        [Stage.Plan, Stage.Code, Stage.Build, Stage.Test, Stage.Release, Stage.Deploy, Stage.Operate];

    /// <summary>The lower-case name: <c>plan code build test release deploy operate</c>.</summary>
    public static string ToName(this Stage stage) => stage switch
    {
        Stage.Plan => "plan",
        Stage.Code => "code",
        Stage.Build => "build",
        Stage.Test => "test",
        Stage.Release => "release",
        Stage.Deploy => "deploy",
        Stage.Operate => "operate",
    };

    /// <summary>Reads <see cref="ToName"/>, in any case.</summary>
    public static bool TryParse(string? name, out Stage stage)
    {
        foreach (var candidate in All)
        {
            if (string.Equals(candidate.ToName(), name?.Trim(), StringComparison.OrdinalIgnoreCase))
            {
                stage = candidate;
                return true;
            }
        }

        stage = default;
        return false;
    }
}
