using System.Buffers.Text;
using Gatehouse.Model;
using Gatehouse.Text;

namespace Gatehouse.Intake.Importers.Slsa;

/// <summary>
/// SLSA provenance 0.2 and 1 as an in-toto statement, bare, in a DSSE envelope or in a Sigstore bundle; one a file or one a
/// line. Signatures are not judged here: whoever brings an unverified provenance brings a claim.
/// </summary>
[Importer]
internal sealed class SlsaImporter : IImporter
{
    private const int MaxStatements = 1000;
    private const string V02 = "https://slsa.dev/provenance/v0.2";
    private const string V1 = "https://slsa.dev/provenance/v1";

    public string Name => "slsa";

    public string Tool => "SLSA provenance";

    public string Summary => "SLSA provenance 0.2 and 1 in in-toto statements, DSSE envelopes or Sigstore bundles: who built the artifact, and from what";

    public bool Recognizes(ReportFile file) => file.JsonMap is { } root ? IsOne(root)
        : file.Form == ReportForm.Json && file.Lines.Take(20).ToList() is { Count: > 1 } lines && lines.TrueForAll(line => line.Result.Root is MapNode map && IsOne(map));

    public ImportResult Import(ReportFile file, ImportContext context)
    {
        var reading = new Reading(file, context);
        var facts = new List<Fact?>();
        if (file.JsonMap is { } root)
            return One(reading, root, facts) ?? reading.Result(facts);
        if (file.Form != ReportForm.Json)
            return reading.RefuseForm("in-toto statement or DSSE envelope");
        foreach (var (_, result) in file.Lines.Take(MaxStatements + 1))
        {
            if (facts.Count == MaxStatements)
                return reading.Refuse(null, FormattableString.Invariant($"more than {MaxStatements} statements"), "split the file");
            if (result.Root is not MapNode map)
                return result.Error is { } error ? reading.Refuse(error.Position, Plain.Line(error.Message), "let the build write its provenance anew") : reading.RefuseForm("in-toto statement or DSSE envelope");
            if (One(reading, map, facts) is { } problem)
                return problem;
        }

        return facts.Count == 0 ? reading.RefuseForm("in-toto statement or DSSE envelope") : reading.Result(facts);
    }

    private static bool IsOne(MapNode root) =>
        (root["payload"] is not null && root["payloadType"] is not null)
        || root["dsseEnvelope"] is MapNode
        || root["_type"]?.Text?.StartsWith("https://in-toto.io/Statement/", StringComparison.Ordinal) == true;

    private static ImportResult? One(Reading reading, MapNode root, List<Fact?> facts)
    {
        var envelope = root["dsseEnvelope"] as MapNode ?? root;
        var statement = envelope;
        if (envelope["payload"] is not null)
        {
            var type = reading.Name(envelope, "payloadType");
            if (type != "application/vnd.in-toto+json")
                return reading.Refuse(envelope["payloadType"]?.Position, $"the envelope holds {type ?? "something of no type"}", "bring an envelope of application/vnd.in-toto+json");
            if (Decode(reading.Raw(envelope, "payload")) is not { } payload)
                return reading.Refuse(envelope["payload"]!.Position, "the envelope's payload is no base64", "let the build write its provenance anew");
            var inner = Json.Parse(payload);
            if (inner.Root is not MapNode map)
                return reading.Refuse(envelope["payload"]!.Position, $"the envelope's payload is no JSON map{(inner.Error is { } error ? $" ({error.Position}: {Plain.Line(error.Message, 200)})" : "")}", "let the build write its provenance anew");
            statement = map;
        }

        var predicateType = reading.Name(statement, "predicateType");
        if (reading.Name(statement, "_type") is not ("https://in-toto.io/Statement/v0.1" or "https://in-toto.io/Statement/v1"))
            return reading.Refuse(statement["_type"]?.Position ?? statement.Position, "this is no in-toto statement of version 0.1 or 1", "let the build write SLSA provenance 0.2 or 1");
        if (predicateType is not (V02 or V1))
            return reading.Refuse(statement["predicateType"]?.Position ?? statement.Position, $"the statement is of the type {predicateType ?? "unknown"}", $"only provenance is read: {V02} or {V1}; facts of Gatehouse itself travel with fact pack and fact unpack");
        return SlsaStatement.Read(reading, statement, predicateType == V1, facts);
    }

    private static byte[]? Decode(string? base64)
    {
        if (base64 is null)
            return null;
        var text = base64.Replace('-', '+').Replace('_', '/').TrimEnd('=');
        var padded = text.PadRight((text.Length + 3) / 4 * 4, '=');
        if (!Base64.IsValid(padded))
            return null;
        var bytes = new byte[padded.Length / 4 * 3];
        return Convert.TryFromBase64String(padded, bytes, out var written) ? bytes[..written] : null;
    }
}
