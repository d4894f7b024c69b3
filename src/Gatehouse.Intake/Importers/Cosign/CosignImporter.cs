using Gatehouse.Model;
using Gatehouse.Text;

namespace Gatehouse.Intake.Importers.Cosign;

/// <summary>
/// What <c>cosign verify --output json</c> prints once it has verified: a list of signatures. It prints no such list where
/// it has not, so anything else than a signature in the list is a refusal and never a fact.
/// </summary>
[Importer]
internal sealed class CosignImporter : IImporter
{
    private const string Remedy = "run cosign verify --output json with the identity or key that you expect, and keep its output only where it ends with code 0";

    public string Name => "cosign";

    public string Tool => "Cosign";

    public string Summary => "the JSON output of cosign verify: a verified signature for each identity";

    public bool Recognizes(ReportFile file) => file.Form == ReportForm.Text
        ? ErrorText(file) is not null
        : file.JsonList is { } list && (list.Values.IsEmpty || list.Values[0]["critical"] is not null);

    public ImportResult Import(ReportFile file, ImportContext context)
    {
        var reading = new Reading(file, context);
        if (file.Form == ReportForm.Text && ErrorText(file) is { } error)
            return reading.Refuse(null, $"cosign did not verify: {error}", Remedy);
        if (file.Form == ReportForm.Empty)
            return reading.Refuse(null, "the output is empty: cosign did not verify", Remedy);
        if (file.JsonList is not { } list)
            return reading.RefuseForm("output of cosign verify");
        if (list.Values.IsEmpty)
            return reading.Refuse(list.Position, "the list of signatures is empty: cosign did not verify", Remedy);

        var facts = new List<Fact?>();
        foreach (var item in list.Values)
        {
            var critical = reading.Map(item, "critical");
            var digest = Digests.Sha256(reading.Name(reading.Map(critical, "image"), "docker-manifest-digest"));
            if (digest is null)
                return reading.Refuse(item.Position, "a signature names no image digest (critical.image.docker-manifest-digest)", Remedy);
            var type = reading.Name(critical, "type");
            if (type is null || !type.Contains("cosign", StringComparison.OrdinalIgnoreCase))
                return reading.Refuse(item.Position, $"a signature is of the type \"{type ?? "unknown"}\", which cosign does not write", Remedy);
            var optional = reading.Map(item, "optional");
            var name = reading.Name(reading.Map(critical, "identity"), "docker-reference") ?? "image";
            facts.Add(reading.Fact(
                FactKind.Signature,
                new SignaturePredicate(
                    true,
                    reading.Name(optional, "Subject"),
                    reading.Name(optional, "Issuer") ?? reading.Name(optional, "1.3.6.1.4.1.57264.1.8") ?? reading.Name(optional, "1.3.6.1.4.1.57264.1.1")),
                reading.Producer("cosign", null, "cosign"),
                null,
                [Digests.Image(name, digest)]));
        }

        // A wrong type in a signature leaves it open who signed.
        return reading.Completeness == Completeness.Complete ? reading.Result(facts)
            : reading.Refuse(list.Position, "a signature is not of the shape that cosign writes", Remedy);
    }

    private static string? ErrorText(ReportFile file)
    {
        var head = Plain.Line(TextDecoding.ToText(file.Bytes.Span[..Math.Min(file.Bytes.Length, 2000)], out _), 300);
        return head.StartsWith("Error:", StringComparison.Ordinal) && (head.Contains("signature", StringComparison.OrdinalIgnoreCase) || head.Contains("cosign", StringComparison.OrdinalIgnoreCase)) ? head : null;
    }
}
