using System.Buffers;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Gatehouse.Model;

namespace Gatehouse.Attestation.Statements;

/// <summary>What every in-toto statement says, ours or not.</summary>
/// <param name="Subjects">What it is about.</param>
/// <param name="PredicateType">The URI that tells the predicate's shape.</param>
/// <param name="Predicate">The predicate's own JSON; empty where there is none.</param>
public sealed record StatementHeader(ImmutableArray<Subject> Subjects, string PredicateType, ReadOnlyMemory<byte> Predicate);

/// <summary>
/// A fact as an in-toto Statement v1 (in-toto/attestation, spec/v1/statement.md). The same fact has the same bytes:
/// members in a fixed order, maps sorted, no white space. Reading is bounded (64 MiB, depth 64) and strict.
/// </summary>
public static class Statement
{
    /// <summary>The <c>_type</c> of every statement.</summary>
    public const string Type = "https://in-toto.io/Statement/v1";

    /// <summary>The media type of a statement in a DSSE envelope.</summary>
    public const string MediaType = "application/vnd.in-toto+json";

    /// <summary>The bytes of a fact.</summary>
    /// <exception cref="ArgumentException">The fact's predicate does not belong to its kind.</exception>
    public static byte[] Write(Fact fact)
    {
        Check(fact);
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, Options))
            StatementWriter.Write(json, fact);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Writes the bytes of a fact in pieces.</summary>
    /// <exception cref="ArgumentException">The fact's predicate does not belong to its kind.</exception>
    public static void Write(Fact fact, Stream stream)
    {
        Check(fact);
        using var json = new Utf8JsonWriter(stream, Options);
        StatementWriter.Write(json, fact);
    }

    /// <summary>Reads a fact that <see cref="Write(Fact)"/> wrote. Members that are not known are passed over, as in-toto demands.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> bytes, [NotNullWhen(true)] out Fact? fact, [NotNullWhen(false)] out AttestationProblem? problem)
    {
        fact = null;
        if (!StrictJson.TryParse(bytes, out var document, out problem))
            return false;
        using (document)
        {
            var shape = new ShapeReader();
            var read = StatementReader.Read(shape, document.RootElement);
            problem = shape.Problem;
            if (problem is not null)
                return false;
            fact = read!;
            return true;
        }
    }

    private static readonly JsonWriterOptions Options = new() { SkipValidation = true, MaxDepth = StrictJson.MaxDepth };

    private static void Check(Fact fact)
    {
        if (!StatementReader.Fits(fact.Kind, fact.Predicate))
            throw new ArgumentException($"a fact of kind {fact.Kind} cannot hold a {fact.Predicate.GetType().Name}", nameof(fact));
    }

    /// <summary>Reads what every statement says, for an importer of other tools' attestations.</summary>
    public static bool TryReadHeader(ReadOnlyMemory<byte> bytes, [NotNullWhen(true)] out StatementHeader? header, [NotNullWhen(false)] out AttestationProblem? problem)
    {
        header = null;
        if (!StrictJson.TryParse(bytes, out var document, out problem))
            return false;
        using (document)
        {
            var shape = new ShapeReader();
            var root = document.RootElement;
            var subjects = StatementReader.Subjects(shape, root);
            var type = shape.Text(root, "predicateType");
            problem = shape.Problem;
            if (problem is not null)
                return false;
            var predicate = root.TryGetProperty("predicate", out var value) ? System.Runtime.InteropServices.JsonMarshal.GetRawUtf8Value(value).ToArray() : [];
            header = new StatementHeader(subjects, type, predicate);
            return true;
        }
    }
}
