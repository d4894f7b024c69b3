using Gatehouse.Model;

namespace Gatehouse.Intake.Importers.Spdx;

/// <summary>Whether what the document is of depends on a package itself. Null where the relationships do not say: containing is not depending.</summary>
internal sealed class SpdxDirectness
{
    private readonly HashSet<string> _direct = new(StringComparer.Ordinal);
    private readonly HashSet<string> _needed = new(StringComparer.Ordinal);

    public SpdxDirectness(SpdxDocument document)
    {
        foreach (var (from, type, to) in document.Relationships)
        {
            var (owner, part) = type switch
            {
                "DEPENDS_ON" => (from, to),
                "DEPENDENCY_OF" or "RUNTIME_DEPENDENCY_OF" or "BUILD_DEPENDENCY_OF" or "DEV_DEPENDENCY_OF" or "OPTIONAL_DEPENDENCY_OF" or "TEST_DEPENDENCY_OF" => (to, from),
                _ => (null, null),
            };
            if (owner is null || part is null)
                continue;
            _needed.Add(part);
            if (document.Described.Contains(owner))
                _direct.Add(part);
        }
    }

    public bool? Of(string? id, PackageUrl? purl)
    {
        if (id is null || _direct.Count == 0 || !_needed.Contains(id))
            return null;
        if (_direct.Contains(id))
            return true;
        return purl?.Type is "deb" or "apk" or "rpm" or "alpm" ? null : false;
    }
}
