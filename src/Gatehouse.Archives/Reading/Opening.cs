using Gatehouse.Archives.Compression;

namespace Gatehouse.Archives.Reading;

/// <summary>One container while it is read: where it lies, what may still be taken, and whom its members go to.</summary>
/// <param name="expansion">The whole of one outer file.</param>
/// <param name="prefix">What stands before a member's name: empty, or <c>x.zip!/</c>.</param>
/// <param name="level">1 for the outer file.</param>
internal sealed class Opening(Expansion expansion, string prefix, int level)
{
    private const int FirstBuffer = 64 << 10;

    public Budget Budget => expansion.Budget;

    /// <summary>Where a nested container of this one lies.</summary>
    public string Prefix => prefix;

    public int Level => level;

    public void Note(NoticeWeight weight, string name, string reason) => expansion.Note(weight, prefix + name, reason);

    /// <summary>Counts a member before anything of it is read; false where nothing more may be.</summary>
    public bool Begin(string name)
    {
        if (!Budget.TakeMember())
            return false;
        if (MemberName.LeadsOut(name))
            Note(NoticeWeight.Degraded, name, "its name leads out of the archive: a program that believes it writes elsewhere");
        return true;
    }

    /// <summary>Reads a member of a size that is known for sure, and hands it on.</summary>
    /// <returns>False where the stream ended before, or nothing more may be read.</returns>
    public bool Take(string name, Stream stream, long size)
    {
        if (size > Budget.Limits.MemberBytes)
        {
            Note(NoticeWeight.Unread, name, TooLarge);
            return PassOver(stream, size);
        }

        if (!expansion.IsWanted(prefix + name, size))
            return PassOver(stream, size);
        ref var buffer = ref expansion.Buffer(level);
        var length = 0;
        while (length < size)
        {
            Grow(ref buffer, length, size);
            var read = stream.Read(buffer, length, (int)Math.Min(buffer.Length - length, size - length));
            if (read == 0)
                break;
            length += read;
        }

        expansion.Hand(this, name, buffer.AsSpan(0, length));
        if (length == size)
            return true;
        if (Budget.Spent is null)
            Note(NoticeWeight.Degraded, name, "cut off before its end");
        return false;
    }

    /// <summary>Reads all that a decoder gives, and hands it on, also where it breaks off.</summary>
    /// <param name="claimed">What the container says; -1 where it does not. More is read, and less is told.</param>
    public void TakeAll(string name, Func<Stream> open, long claimed)
    {
        if (!expansion.IsWanted(prefix + name, claimed))
            return;
        using var stream = Open(name, open);
        if (stream is not null && Decode(name, stream, stream, claimed, out var bytes))
            expansion.Hand(this, name, bytes);
    }

    /// <summary>The same of a decoder that was begun.</summary>
    public void TakeAll(string name, Stream all, MeteredStream decoder)
    {
        if (expansion.IsWanted(prefix + name, -1) && Decode(name, all, decoder, -1, out var bytes))
            expansion.Hand(this, name, bytes);
    }

    /// <summary>Opens a decoder; null where its first bytes are broken already, which is noted.</summary>
    public MeteredStream? Open(string name, Func<Stream> open)
    {
        try
        {
            return new MeteredStream(open(), Budget);
        }
        catch (WindowTooLargeException)
        {
            Note(NoticeWeight.Unread, name, WindowTooLargeException.Reason);
        }
        catch (Exception problem) when (Damage.IsOf(problem))
        {
            Note(NoticeWeight.Degraded, name, Damage.Reason);
        }

        return null;
    }

    /// <summary>Reads a decoder to its end; false where the member is over the bound. Valid until the next member of this level.</summary>
    public bool Decode(string name, Stream all, MeteredStream decoder, long claimed, out ReadOnlySpan<byte> bytes)
    {
        ref var buffer = ref expansion.Buffer(level);
        var most = Budget.Limits.MemberBytes;
        var length = 0;
        bytes = default;
        while (true)
        {
            Grow(ref buffer, length, most + 1);
            var read = all.Read(buffer, length, (int)Math.Min(buffer.Length - length, most + 1 - length));
            if (read == 0)
                break;
            length += read;
            if (length <= most)
                continue;
            Note(NoticeWeight.Unread, name, TooLarge);
            return false;
        }

        bytes = buffer.AsSpan(0, length);
        if (!NoteEnd(name, decoder) && claimed >= 0 && claimed != length && Budget.Spent is null)
            Note(NoticeWeight.Degraded, name, Damage.Reason);
        return true;
    }

    /// <summary>Says why a decoder ended before its time; false where it did not.</summary>
    public bool NoteEnd(string name, MeteredStream decoder)
    {
        if (decoder.IsWindowTooLarge)
            Note(NoticeWeight.Unread, name, WindowTooLargeException.Reason);
        else if (decoder.IsDamaged)
            Note(NoticeWeight.Degraded, name, Damage.Reason);
        return decoder.IsWindowTooLarge || decoder.IsDamaged;
    }

    /// <summary>Hands on bytes that lie in the container as they are.</summary>
    public void TakeStored(string name, ReadOnlySpan<byte> bytes)
    {
        Budget.Take(bytes.Length);
        if (bytes.Length > Budget.Limits.MemberBytes)
            Note(NoticeWeight.Unread, name, TooLarge);
        else if (Budget.Spent is null && expansion.IsWanted(prefix + name, bytes.Length))
            expansion.Hand(this, name, bytes);
    }

    /// <summary>Hands on text that was made out of a member: no container any more.</summary>
    public void TakeText(string name, ReadOnlySpan<byte> text)
    {
        Budget.Take(text.Length);
        expansion.HandText(prefix + name, text);
    }

    private string TooLarge => FormattableString.Invariant($"larger than {Budget.Limits.MemberBytes >> 20} MiB (archives.member-bytes); not read");

    // By what came, not by what a header says: a claim of 4 GiB takes no memory.
    private static void Grow(ref byte[] buffer, int length, long most)
    {
        if (length < buffer.Length)
            return;
        Array.Resize(ref buffer, (int)Math.Min(Math.Max(FirstBuffer, 2L * buffer.Length), Math.Max(most, FirstBuffer)));
    }

    private static bool PassOver(Stream stream, long count)
    {
        var hole = System.Buffers.ArrayPool<byte>.Shared.Rent(FirstBuffer);
        try
        {
            while (count > 0)
            {
                var read = stream.Read(hole, 0, (int)Math.Min(hole.Length, count));
                if (read == 0)
                    return false;
                count -= read;
            }

            return true;
        }
        finally
        {
            System.Buffers.ArrayPool<byte>.Shared.Return(hole);
        }
    }
}
