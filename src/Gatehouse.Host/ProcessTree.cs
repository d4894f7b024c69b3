using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Gatehouse.Host;

/// <summary>A process with its descendants, as <c>/proc</c> tells of them (Linux, proc(5)); elsewhere the process alone.</summary>
public static class ProcessTree
{
    private const int LargestEnvironment = 2 << 20;

    /// <summary>Bytes of resident memory that the process and its descendants hold together. Shared pages count for each.</summary>
    public static long Memory(Process root)
    {
        if (!OperatingSystem.IsLinux())
            return Own(root);
        var (parents, pages) = Snapshot();
        var total = 0L;
        foreach (var (id, held) in pages)
        {
            if (DescendsFrom(id, root.Id, parents))
                total += held;
        }

        return total * Environment.SystemPageSize;
    }

    /// <summary>
    /// Ends every process whose environment at its start held the mark: one whose parent is gone is no longer found by its
    /// tree, in whatever session it is. Linux, where the kernel shows a process's variables to its user; elsewhere nothing.
    /// </summary>
    /// <param name="mark">A text that no other process has, such as a variable with a random value.</param>
    public static void EndMarked(string mark)
    {
        if (!OperatingSystem.IsLinux())
            return;
        var wanted = Encoding.UTF8.GetBytes(mark);
        // What it starts while we look is found the next time round; a bound, because a fork bomb wins any race.
        for (var round = 0; round < 5; round++)
        {
            var found = Ids().Where(id => id != Environment.ProcessId && TryRead($"/proc/{Text(id)}/environ", LargestEnvironment) is { } bytes && bytes.AsSpan().IndexOf(wanted) >= 0).ToList();
            if (found.Count == 0)
                return;
            found.ForEach(Kill);
        }
    }

    private static void Kill(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            process.Kill();
        }
        catch (Exception problem) when (problem is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return; // Gone already.
        }
    }

    private static long Own(Process root)
    {
        try
        {
            root.Refresh();
            return root.HasExited ? 0 : root.WorkingSet64;
        }
        catch (InvalidOperationException)
        {
            return 0; // Gone between the two calls.
        }
    }

    private static (Dictionary<int, int> Parents, List<(int Id, long Pages)> Pages) Snapshot()
    {
        var parents = new Dictionary<int, int>();
        var pages = new List<(int, long)>();
        foreach (var id in Ids())
        {
            if (TryRead($"/proc/{Text(id)}/stat", 4096) is not { } bytes)
                continue;
            // "12 (any (name) at all) S 1 …": the fields are counted behind the last parenthesis.
            var text = Encoding.Latin1.GetString(bytes);
            var fields = text[(text.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (fields.Length < 22 || !int.TryParse(fields[1], NumberStyles.None, CultureInfo.InvariantCulture, out var parent) || !long.TryParse(fields[21], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var held))
                continue;
            parents[id] = parent;
            pages.Add((id, held));
        }

        return (parents, pages);
    }

    private static bool DescendsFrom(int id, int root, Dictionary<int, int> parents)
    {
        for (var depth = 0; depth < 1000; depth++)
        {
            if (id == root)
                return true;
            if (!parents.TryGetValue(id, out id))
                return false;
        }

        return false;
    }

    private static IEnumerable<int> Ids()
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder.AsSpan()), NumberStyles.None, CultureInfo.InvariantCulture, out var id))
                yield return id;
        }
    }

    // Files of /proc have no length, so BoundedFile would read nothing.
    private static byte[]? TryRead(string path, int limit)
    {
        try
        {
            using var handle = File.OpenHandle(path);
            var bytes = new byte[4096];
            var filled = 0;
            int read;
            while ((read = RandomAccess.Read(handle, bytes.AsSpan(filled), filled)) > 0)
            {
                filled += read;
                if (filled == bytes.Length)
                {
                    if (filled >= limit)
                        break;
                    Array.Resize(ref bytes, filled * 2);
                }
            }

            return bytes[..filled];
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return null; // Gone, or another user's.
        }
    }

    private static string Text(int id) => id.ToString(CultureInfo.InvariantCulture);
}
