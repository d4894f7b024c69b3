using Gatehouse.Model;
using Gatehouse.Text;

namespace Gatehouse.Intake;

/// <summary>Components as reports name them.</summary>
internal static class Components
{
    /// <summary>A purl; null, told, where it is none.</summary>
    public static PackageUrl? Purl(Reading reading, string? text, SourcePosition? at)
    {
        if (text is null)
            return null;
        if (!PackageUrl.TryParse(text, out var purl))
        {
            reading.Degraded(at, $"\"{Plain.Line(text, 80)}\" is no package URL");
            return null;
        }

        // What was percent-encoded was not seen when the text was cleaned.
        return purl with
        {
            Type = Plain.Line(purl.Type, Plain.NameLength),
            Namespace = purl.Namespace is null ? null : Plain.Line(purl.Namespace, Plain.NameLength),
            Name = Plain.Line(purl.Name, Plain.NameLength),
            Version = purl.Version is null ? null : Plain.Line(purl.Version, Plain.NameLength),
        };
    }

    /// <summary>The name as the ecosystem writes it.</summary>
    public static string NameOf(PackageUrl purl) => (purl.Namespace, purl.Type) switch
    {
        (null or "", _) => purl.Name,
        (_, "maven") => $"{purl.Namespace}:{purl.Name}",
        (_, "deb" or "apk" or "rpm" or "alpm") => purl.Name, // The namespace is the distribution.
        _ => $"{purl.Namespace}/{purl.Name}",
    };
}
