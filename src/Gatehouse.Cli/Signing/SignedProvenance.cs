using Gatehouse.Attestation;
using Gatehouse.Attestation.Envelopes;
using Gatehouse.Attestation.Keys;
using Gatehouse.Attestation.Statements;
using Gatehouse.Model;

namespace Gatehouse.Cli.Signing;

/// <summary>What whoever verifies expects beyond a good signature; null where anything will do.</summary>
internal sealed record Expected(string? Builder, string? Source, string? Commit, int? MaxAgeDays);

/// <summary>One verified statement of an attestation file, or why it is none.</summary>
internal sealed record SignedProvenance(StatementHeader? Header, Fact? Fact, string? KeyId, string? Problem)
{
    private const int MaxEnvelopes = 100;

    // Clocks differ by minutes, not by hours.
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(10);

    /// <summary>Reads every envelope of an attestation file, one a line.</summary>
    public static List<SignedProvenance> ReadAll(ReadOnlyMemory<byte> bytes, IReadOnlyCollection<VerificationKey> keys)
    {
        var read = new List<SignedProvenance>();
        while (!bytes.IsEmpty)
        {
            var end = bytes.Span.IndexOf((byte)'\n');
            var line = end < 0 ? bytes : bytes[..end];
            bytes = end < 0 ? default : bytes[(end + 1)..];
            if (line.Span.Trim(" \t\r"u8).IsEmpty)
                continue;
            if (read.Count == MaxEnvelopes)
                return [new SignedProvenance(null, null, null, FormattableString.Invariant($"it holds more than {MaxEnvelopes} envelopes"))];
            read.Add(Read(line, keys));
        }

        return read.Count > 0 ? read : [new SignedProvenance(null, null, null, "it is empty")];
    }

    /// <summary>Null where this statement vouches for the digest as expected; otherwise why not.</summary>
    public string? Doubt(string name, string sha256, Expected expected, DateTimeOffset now)
    {
        if (Header is null)
            return Problem;
        if (!Header.Subjects.Any(subject => subject.Digests.TryGetValue("sha256", out var digest) && string.Equals(digest, sha256, StringComparison.OrdinalIgnoreCase)))
        {
            return Header.Subjects.FirstOrDefault(subject => subject.Name == name && subject.Digests.ContainsKey("sha256")) is { } namesake
                ? $"other bytes were signed under this name: sha256 {namesake.Digests["sha256"]}, and this file has {sha256}"
                : $"the attestation is not about this file: sha256 {sha256} is not among its subjects";
        }

        if (Header.PredicateType != PredicateTypes.SlsaProvenance)
            return $"the statement is no provenance but {Header.PredicateType}";
        if (Fact is not { Predicate: ProvenancePredicate provenance })
            return expected == new Expected(null, null, null, null) ? null : "another tool wrote this provenance: its signature and digest are good, and what it states is read by: gatehouse fact add";
        return Other("builder", expected.Builder, provenance.BuilderId)
            ?? Other("source", expected.Source, provenance.Source)
            ?? Other("commit", expected.Commit?.ToLowerInvariant(), provenance.SourceCommit?.ToLowerInvariant())
            ?? TooOld(expected.MaxAgeDays, Fact.Time, now);
    }

    private static SignedProvenance Read(ReadOnlyMemory<byte> line, IReadOnlyCollection<VerificationKey> keys)
    {
        var verification = Verification.Of(line, keys);
        if (!verification.IsVerified)
            return new SignedProvenance(null, null, null, verification.Sentence);
        if (!Statement.TryReadHeader(verification.Payload, out var header, out var problem))
            return new SignedProvenance(null, null, null, $"what is signed is no in-toto statement: {problem}");
        return Statement.TryRead(verification.Payload, out var fact, out problem) || problem.Kind == AttestationProblemKind.Foreign
            ? new SignedProvenance(header, fact, verification.Key!.KeyId, null)
            : new SignedProvenance(null, null, null, $"what is signed cannot be read: {problem}");
    }

    private static string? Other(string what, string? wanted, string? stated) =>
        wanted is null || string.Equals(wanted, stated, StringComparison.Ordinal) ? null : $"its {what} is {stated ?? "not stated"}, and {wanted} is wanted";

    private static string? TooOld(int? days, DateTimeOffset time, DateTimeOffset now)
    {
        if (days is not { } bound)
            return null;
        if (time > now + Skew)
            return FormattableString.Invariant($"it is dated {time:yyyy-MM-dd HH:mm}Z, after now");
        return now - time > TimeSpan.FromDays(bound) ? FormattableString.Invariant($"it was signed on {time:yyyy-MM-dd}, more than {bound} days ago") : null;
    }
}
