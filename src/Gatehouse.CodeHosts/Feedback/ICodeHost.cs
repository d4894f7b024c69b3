using System.Collections.Immutable;
using Gatehouse.CodeHosts.Api;

namespace Gatehouse.CodeHosts.Feedback;

/// <summary>A comment or a note of ours on the change request.</summary>
/// <param name="Id">The host's id, safe in a path.</param>
/// <param name="Body">Its Markdown.</param>
internal sealed record HostComment(string Id, string Body)
{
    /// <summary>The first note of a thread on GitLab; the same as <see cref="Id"/> elsewhere.</summary>
    public string NoteId { get; init; } = Id;
}

/// <summary>A file of the change, and its lines that the host shows.</summary>
/// <param name="Path">Its path now.</param>
/// <param name="OldPath">Its path before.</param>
/// <param name="Lines">Line now to line before; to null where the line is added.</param>
internal sealed record DiffFile(string Path, string OldPath, IReadOnlyDictionary<int, int?> Lines);

/// <summary>What GitHub and GitLab both can. A problem is a sentence with its remedy.</summary>
internal interface ICodeHost
{
    /// <summary>Characters of a comment.</summary>
    int CommentLimit { get; }

    /// <summary>The newest commit of the change request now.</summary>
    (string? Head, string? Problem) ReadHead();

    /// <summary>Comments that we wrote. One of another account never counts, whatever it holds.</summary>
    Listing<HostComment> Comments();

    string? CreateComment(string body);

    string? UpdateComment(HostComment comment, string body);

    string? DeleteComment(HostComment comment);

    /// <summary>Notes at lines that we wrote.</summary>
    Listing<HostComment> Notes();

    /// <summary>The files of the change.</summary>
    Listing<DiffFile> Diff();

    /// <summary>Writes notes at lines that the diff holds.</summary>
    string? CreateNotes(IReadOnlyList<(LineNote Note, DiffFile File, string Body)> notes);

    /// <summary>Says that what a note tells is gone, or is there again.</summary>
    string? SetNote(HostComment note, string body, bool isGone);

    string? WriteCheck(CheckReport check);
}
