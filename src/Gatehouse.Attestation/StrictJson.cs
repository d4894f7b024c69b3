using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Unicode;

namespace Gatehouse.Attestation;

/// <summary>
/// JSON as signed material must be: UTF-8, bounded, and no member named twice. (The reader of foreign reports,
/// Gatehouse.Text, takes the last of two members; here two readers must never see two different facts.)
/// </summary>
internal static class StrictJson
{
    public const int MaxBytes = 64 << 20;
    public const int MaxDepth = 64;

    public static bool TryParse(
        ReadOnlyMemory<byte> bytes,
        [NotNullWhen(true)] out JsonDocument? document,
        [NotNullWhen(false)] out AttestationProblem? problem)
    {
        document = null;
        problem = null;
        if (bytes.Length > MaxBytes)
        {
            problem = new AttestationProblem(AttestationProblemKind.TooLarge, "1:1", $"{bytes.Length} bytes; at most {MaxBytes} are read");
            return false;
        }

        // Strings are checked lazily by JsonDocument; one pass over all bytes settles it.
        if (!Utf8.IsValid(bytes.Span))
        {
            problem = new AttestationProblem(AttestationProblemKind.NotJson, "1:1", "the bytes are no UTF-8");
            return false;
        }

        try
        {
            document = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = MaxDepth, AllowDuplicateProperties = false });
            return true;
        }
        catch (JsonException error)
        {
            problem = Explain(bytes.Span, error);
            return false;
        }
        catch (InvalidOperationException)
        {
            // What the search for names given twice throws where one is half of an escaped pair.
            problem = new AttestationProblem(AttestationProblemKind.NotJson, "1:1", "a member's name is no text");
            return false;
        }
    }

    // The quick parse does not tell a duplicate from a syntax error, nor where it stands: walk again, slowly.
    private static AttestationProblem Explain(ReadOnlySpan<byte> bytes, JsonException error)
    {
        try
        {
            var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = MaxDepth });
            var names = new Stack<HashSet<string>>();
            while (reader.Read())
            {
                switch (reader.TokenType)
                {
                    case JsonTokenType.StartObject:
                        names.Push(new HashSet<string>(StringComparer.Ordinal));
                        break;
                    case JsonTokenType.EndObject:
                        names.Pop();
                        break;
                    case JsonTokenType.PropertyName when !names.Peek().Add(NameOf(ref reader)):
                        return new AttestationProblem(
                            AttestationProblemKind.DuplicateMember, Place(bytes, (int)reader.TokenStartIndex), "a member is named twice in one object");
                }
            }
        }
        catch (JsonException syntax)
        {
            return Syntax(syntax);
        }

        return Syntax(error);
    }

    // A name that is half a surrogate pair has no string: its raw bytes tell it from others well enough.
    private static string NameOf(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return Convert.ToHexString(reader.ValueSpan);
        }
    }

    private static AttestationProblem Syntax(JsonException error)
    {
        var cut = error.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return new AttestationProblem(
            AttestationProblemKind.NotJson,
            FormattableString.Invariant($"{(error.LineNumber ?? 0) + 1}:{(error.BytePositionInLine ?? 0) + 1}"),
            "no valid JSON: " + (cut > 0 ? error.Message[..cut].TrimEnd('.') : error.Message));
    }

    private static string Place(ReadOnlySpan<byte> bytes, int offset)
    {
        var before = bytes[..offset];
        return FormattableString.Invariant($"{before.Count((byte)'\n') + 1}:{offset - before.LastIndexOf((byte)'\n')}");
    }
}
