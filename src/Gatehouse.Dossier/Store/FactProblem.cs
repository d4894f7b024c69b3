namespace Gatehouse.Dossier.Store;

/// <summary>What is wrong with a file of the dossier.</summary>
public enum FactProblemKind
{
    /// <summary>It could not be read, or is over a bound.</summary>
    Unreadable,

    /// <summary>A symbolic link: never followed.</summary>
    Link,

    /// <summary>A folder, or a file that no fact is named as.</summary>
    NotAFact,

    /// <summary>It was left behind by an interrupted write.</summary>
    LeftOver,

    /// <summary>Its bytes are not those that its name tells.</summary>
    WrongDigest,

    /// <summary>Its signature names a known key, which did not sign these bytes; or it was stripped.</summary>
    BadSignature,

    /// <summary>It holds no statement that can be read.</summary>
    Malformed,

    /// <summary>A statement of another tool: no fact of ours.</summary>
    Foreign,

    /// <summary>It lies in the subject's own tree: never taken.</summary>
    CommittedInTree,

    /// <summary>Signed by a key that the policy does not name.</summary>
    Stranger,

    /// <summary>Unsigned in CI: it could be anyone's.</summary>
    Unsigned,

    /// <summary>The evidence log cannot be read, or names a verdict that is not there.</summary>
    BrokenLog,
}

/// <summary>One problem of one file. It is never a reason to pass a file over in silence.</summary>
/// <param name="File">Relative to the dossier's folder: <c>facts/….json</c>.</param>
/// <param name="Kind">What sort of problem.</param>
/// <param name="Sentence">What is wrong, and how to mend it where one can.</param>
public sealed record FactProblem(string File, FactProblemKind Kind, string Sentence)
{
    /// <summary><c>file: sentence</c></summary>
    public override string ToString() => File + ": " + Sentence;
}
