using System.Collections.Immutable;
using Gatehouse.Formats;
using Gatehouse.Model;

namespace Gatehouse.CodeHosts.Feedback;

/// <summary>
/// Notes at lines: what is new is written, what is there already is not written again, what is reported no longer is marked
/// so, and what comes back is opened again.
/// </summary>
internal static class NoteWriter
{
    /// <summary>New notes a run; the comment lists the rest.</summary>
    public const int MostNotes = 20;

    public static void Write(ICodeHost host, FeedbackText text, ImmutableArray<LineNote> wanted, RunDocument run, FeedbackLog log)
    {
        var notes = host.Notes();
        if (notes.Problem is { } problem)
        {
            log.Failed("the notes at lines", problem);
            return;
        }

        var byKey = wanted.ToDictionary(note => note.Key, StringComparer.Ordinal);
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var note in notes.Items)
        {
            if (Marker.ReadNote(note.Body, text.Scope) is not var (key, isGone) || !known.Add(key))
                continue;
            if (byKey.TryGetValue(key, out var again) && isGone)
                log.Note("a note opened again", host.SetNote(note, text.Note(again), isGone: false));
            // What could not be judged may still be there.
            else if (!byKey.ContainsKey(key) && !isGone && run.Completeness == Completeness.Complete)
                log.Note("a note marked as fixed", host.SetNote(note, text.GoneNote(key, note.Body), isGone: true));
        }

        Create(host, text, [.. wanted.Where(note => !known.Contains(note.Key))], log);
    }

    private static void Create(ICodeHost host, FeedbackText text, ImmutableArray<LineNote> fresh, FeedbackLog log)
    {
        if (fresh.Length == 0)
            return;
        var diff = host.Diff();
        var files = diff.Items.GroupBy(file => file.Path, StringComparer.Ordinal).ToDictionary(file => file.Key, file => file.First(), StringComparer.Ordinal);
        var placed = fresh.Where(note => files.TryGetValue(note.Path, out var file) && file.Lines.ContainsKey(note.Line)).Take(MostNotes).Select(note => (note, files[note.Path], text.Note(note))).ToList();
        if (diff.Problem is { } problem && placed.Count < fresh.Length)
            log.Failed("some notes at lines", problem);
        if (placed.Count > 0)
            log.Note(FormattableString.Invariant($"{placed.Count} note{(placed.Count == 1 ? "" : "s")} at lines"), host.CreateNotes(placed));
    }
}
