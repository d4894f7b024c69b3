using System.Collections.Immutable;
using Gatehouse.Git;
using Gatehouse.Model;
using Gatehouse.Refinery;

namespace Gatehouse.Pipeline.Disarming;

/// <summary>
/// Puts on each weakening the owners of its file, by CODEOWNERS as the base has it, at a desk too: a change that names its
/// author an owner gains nothing by it.
/// </summary>
internal static class WeakenedOwners
{
    private const int Limit = 4 << 20;

    public static ImmutableArray<Finding> Mark(Situation situation, ImmutableArray<Finding> weakenings)
    {
        if (weakenings.Length == 0 || situation is not { Repository: { } repository, Base: { } id })
            return weakenings;
        foreach (var path in CodeOwners.Paths)
        {
            if (!repository.TryReadContent(id, path, out var bytes, out _, out _, Limit))
                continue;
            var owners = CodeOwners.Read(bytes, path);
            return [.. weakenings.Select(finding => finding.Location is { IsUri: false } location ? finding with { Owners = owners.Of(location.Path) } : finding)];
        }

        return weakenings;
    }
}
