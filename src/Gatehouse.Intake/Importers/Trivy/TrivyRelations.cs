using Gatehouse.Text;

namespace Gatehouse.Intake.Importers.Trivy;

/// <summary>Which packages of a target are asked for by the target itself: the list of packages says so, where the report has one.</summary>
internal sealed class TrivyRelations
{
    private readonly Reading _reading;
    private readonly Dictionary<string, bool> _isDirect = new(StringComparer.Ordinal);

    public TrivyRelations(Reading reading, MapNode result)
    {
        _reading = reading;
        foreach (var package in reading.Maps(result, "Packages"))
        {
            if (Stated(package) is not { } isDirect)
                continue;
            foreach (var id in (ReadOnlySpan<string?>)[reading.Name(reading.Map(package, "Identifier"), "UID"), reading.Name(package, "ID")])
            {
                if (id is not null)
                    _isDirect.TryAdd(id, isDirect);
            }
        }
    }

    public bool? IsDirect(string? uid, string? id, MapNode item) =>
        Stated(item)
        ?? (uid is not null && _isDirect.TryGetValue(uid, out var byUid) ? byUid
            : id is not null && _isDirect.TryGetValue(id, out var byId) ? byId : null);

    private bool? Stated(MapNode package) => _reading.Name(package, "Relationship") switch
    {
        "direct" or "root" or "workspace" => true,
        "indirect" => false,
        null => _reading.Flag(package, "Indirect") == true ? false : null,
        _ => null,
    };
}
