namespace Gatehouse.Attestation;

/// <summary>Why a statement or an envelope was not read.</summary>
public enum AttestationProblemKind
{
    /// <summary>Larger than 64 MiB.</summary>
    TooLarge,

    /// <summary>No JSON (RFC 8259), no UTF-8, or nested deeper than 64.</summary>
    NotJson,

    /// <summary>A member is named twice in one object: two readers could see two different things.</summary>
    DuplicateMember,

    /// <summary>A member is missing, of another type, or holds a word that is not known.</summary>
    WrongShape,

    /// <summary>A good in-toto statement, but not one of ours: its predicate has no <c>gatehouse</c> member.</summary>
    Foreign,
}

/// <summary>What is wrong with a statement or an envelope, and where.</summary>
/// <param name="Kind">What sort of problem.</param>
/// <param name="Place"><c>line:column</c> from 1 where the text itself is wrong, else a path: <c>$.predicate.gatehouse.kind</c>.</param>
/// <param name="Message">One sentence without the place.</param>
public sealed record AttestationProblem(AttestationProblemKind Kind, string Place, string Message)
{
    /// <summary><c>place: message</c></summary>
    public override string ToString() => Place + ": " + Message;
}
