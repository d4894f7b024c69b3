namespace Gatehouse.Pipeline.Setup;

/// <summary>What becomes of a file.</summary>
public enum PlannedState
{
    /// <summary>It was not there.</summary>
    Written,

    /// <summary>Gatehouse's block in it changes, or comes into it.</summary>
    Updated,

    /// <summary>It is as it would be written.</summary>
    Unchanged,

    /// <summary>It is somebody's, and stays.</summary>
    Kept,

    /// <summary>It must not be touched: a link, a place outside of the repository, a file that cannot be read.</summary>
    Refused,
}

/// <summary>A file that init has to do with.</summary>
/// <param name="Path">For people, from the repository's root.</param>
/// <param name="State">What becomes of it.</param>
/// <param name="Before">Its text, a character a byte; null where there is none.</param>
/// <param name="After">The text to write; null where nothing is written.</param>
/// <param name="Reason">Why it is kept or refused, and what to do.</param>
public sealed record PlannedFile(string Path, PlannedState State, string? Before, string? After, string? Reason = null)
{
    /// <summary>Plans a file of ours: made where there is none, its block renewed where nobody edited it.</summary>
    internal static PlannedFile Of(string path, string? before, string body, CommentStyle style)
    {
        var block = MarkedBlock.Write(body, style);
        if (before is null)
            return new PlannedFile(path, PlannedState.Written, null, block);
        return Renew(path, before, block, style) ?? new PlannedFile(path, PlannedState.Kept, before, null, "it is not from gatehouse init. Remove it to have it written");
    }

    /// <summary>
    /// Plans a hook. The block comes right after the first line of a hook that is there: at its end it would never run
    /// where the hook says <c>exit 0</c> or <c>exec</c>.
    /// </summary>
    internal static PlannedFile OfHook(string path, string? before, string body, string line)
    {
        var block = MarkedBlock.Write(body, CommentStyle.Hash);
        if (before is null)
            return new PlannedFile(path, PlannedState.Written, null, "#!/bin/sh\n" + block);
        if (Renew(path, before, block, CommentStyle.Hash) is { } renewed)
            return renewed;
        var at = before.StartsWith("#!", StringComparison.Ordinal) ? before.IndexOf('\n', StringComparison.Ordinal) + 1 : 0;
        if (at == 0 && before.StartsWith("#!", StringComparison.Ordinal))
            return new PlannedFile(path, PlannedState.Kept, before, null, $"it has one line only. Add yourself: {line}");
        return at == 0 || IsShell(before[2..at])
            ? new PlannedFile(path, PlannedState.Updated, before, before[..at] + block + before[at..])
            : new PlannedFile(path, PlannedState.Kept, before, null, $"it is no shell script. Let it call: {line}");
    }

    private static PlannedFile? Renew(string path, string before, string block, CommentStyle style)
    {
        switch (MarkedBlock.Find(before, style, out var from, out var to))
        {
            case BlockState.Edited:
                return new PlannedFile(path, PlannedState.Kept, before, null, "somebody edited inside its marked block. Remove the block to have it written anew");
            case BlockState.Intact:
                var after = before[..from] + block + before[to..];
                // A checkout that ends lines with CR LF holds the same block.
                return after == before || before[from..to].Replace("\r\n", "\n", StringComparison.Ordinal) == block
                    ? new PlannedFile(path, PlannedState.Unchanged, before, null)
                    : new PlannedFile(path, PlannedState.Updated, before, after);
            default:
                return null;
        }
    }

    // "/bin/sh -e", "/usr/bin/env bash": the last part of the program's path, or what env is told to start.
    private static bool IsShell(string interpreter)
    {
        var words = interpreter.Split((char[])[' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
        var name = words.Select(word => word[(word.LastIndexOf('/') + 1)..]).FirstOrDefault(word => word is not "env" && !word.StartsWith('-'));
        return name is "sh" or "bash" or "dash" or "zsh" or "ksh" or "ash";
    }
}
