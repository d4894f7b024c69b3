using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Gatehouse.Archives.Reading;

namespace Gatehouse.Archives.Documents;

/// <summary>
/// The texts of an SQLite database (its file format, https://www.sqlite.org/fileformat2.html), a line a row. Pages are
/// taken one after another and never by reference, so that no tree can lead in a circle, and rows of free pages count:
/// what was deleted and not overwritten is still in the file.
/// </summary>
internal static class SqliteReader
{
    private const int HeaderBytes = 100;
    private const int PartBytes = 16 << 20;
    private const int MostSeen = 1 << 20;

    public static void Read(Opening opening, ReadOnlySpan<byte> file)
    {
        if (file.Length < HeaderBytes)
        {
            opening.Note(NoticeWeight.Degraded, "", Damage.Reason);
            return;
        }

        int size = BinaryPrimitives.ReadUInt16BigEndian(file[16..]);
        size = size == 1 ? 65536 : size;
        var usable = size - file[20];
        if (size < 512 || (size & (size - 1)) != 0 || usable < 480)
        {
            opening.Note(NoticeWeight.Degraded, "", Damage.Reason);
            return;
        }

        var rows = new SqliteRows(opening, file, size, usable, BinaryPrimitives.ReadUInt32BigEndian(file[56..]));
        rows.Pages(isTable: true);
        rows.Pages(isTable: false);
        if (file.Length % size != 0)
            opening.Note(NoticeWeight.Degraded, "", "cut off before its end");
        rows.HandOver();
    }

    private ref struct SqliteRows(Opening opening, ReadOnlySpan<byte> file, int pageSize, int usable, uint encoding)
    {
        private readonly ReadOnlySpan<byte> _file = file;
        private readonly ArrayBufferWriter<byte> _text = new();
        private readonly HashSet<int> _seen = [];
        private byte[] _payload = [];
        private int _parts;

        /// <summary>Gives what was collected, and begins anew: a large database is never text in memory as a whole.</summary>
        public void HandOver()
        {
            var name = ++_parts == 1 ? "rows" : FormattableString.Invariant($"rows-{_parts}");
            if (_text.WrittenCount > 0 && opening.Begin(name))
                opening.TakeText(name, _text.WrittenSpan);
            _text.ResetWrittenCount();
        }

        // Leaves of tables first. Indices say again what rows say; only tables without row ids have their rows there.
        public void Pages(bool isTable)
        {
            for (var at = 0; at + pageSize <= _file.Length && opening.Budget.Spent is null; at += pageSize)
            {
                var start = at == 0 ? HeaderBytes : 0;
                var page = _file.Slice(at, pageSize);
                var type = page[start];
                if (isTable ? type == 0x0D : type is 0x0A or 0x02)
                    Cells(page, start, type);
            }
        }

        private void Cells(ReadOnlySpan<byte> page, int start, byte type)
        {
            var count = BinaryPrimitives.ReadUInt16BigEndian(page[(start + 3)..]);
            var pointers = page[(start + (type == 0x02 ? 12 : 8))..];
            for (var i = 0; i < count && 2 * i + 2 <= pointers.Length && opening.Budget.Spent is null; i++)
            {
                var at = BinaryPrimitives.ReadUInt16BigEndian(pointers[(2 * i)..]);
                if (at >= start + 8 && at < usable)
                    Cell(page[..usable], at, type);
            }
        }

        private void Cell(ReadOnlySpan<byte> page, int at, byte type)
        {
            var cell = page[at..];
            if (type == 0x02)
                cell = cell.Length > 4 ? cell[4..] : default;
            if (!Number(ref cell, out var size) || size <= 0 || size > opening.Budget.Limits.MemberBytes || (type == 0x0D && !Number(ref cell, out _)))
                return;
            var most = type == 0x0D ? usable - 35 : ((usable - 12) * 64 / 255) - 23;
            if (size <= most)
            {
                Row(cell[..(int)Math.Min(size, cell.Length)], type);
                return;
            }

            var least = ((usable - 12) * 32 / 255) - 23;
            var local = least + (int)((size - least) % (usable - 4));
            local = local <= most ? local : least;
            if (cell.Length >= local + 4)
                Row(Overflow(cell[..local], BinaryPrimitives.ReadUInt32BigEndian(cell[local..]), (int)size), type);
        }

        // Each page gives bytes until the payload is whole, so a chain that leads in a circle ends too; the budget counts it.
        private ReadOnlySpan<byte> Overflow(ReadOnlySpan<byte> local, uint next, int size)
        {
            var filled = 0;
            Append(local, ref filled, size);
            while (filled < size && next > 0 && (long)next * pageSize <= _file.Length && opening.Budget.Spent is null)
            {
                var page = _file.Slice((int)(next - 1) * pageSize, usable);
                next = BinaryPrimitives.ReadUInt32BigEndian(page);
                Append(page[4..], ref filled, size);
            }

            return _payload.AsSpan(0, filled);
        }

        private void Append(ReadOnlySpan<byte> part, ref int filled, int size)
        {
            part = part[..Math.Min(part.Length, size - filled)];
            if (_payload.Length < filled + part.Length)
                Array.Resize(ref _payload, Math.Max(filled + part.Length, 2 * _payload.Length));
            part.CopyTo(_payload.AsSpan(filled));
            filled += part.Length;
            opening.Budget.Take(part.Length);
        }

        // A record: the length of its header, a type a column, then the columns.
        private void Row(ReadOnlySpan<byte> record, byte type)
        {
            var header = record;
            if (!Number(ref header, out var length) || length > record.Length || length < 1)
                return;
            header = record[(record.Length - header.Length)..(int)Math.Max(length, record.Length - header.Length)];
            var columns = record[(int)length..];
            var before = _text.WrittenCount;
            while (Number(ref header, out var serial))
            {
                var size = serial switch { >= 12 => (serial - 12) / 2, 6 or 7 => 8, 5 => 6, >= 1 and <= 4 => serial, _ => 0 };
                var value = columns[..(int)Math.Min(size, columns.Length)];
                if (serial >= 12)
                    Value(value, isText: serial % 2 == 1, isTable: type == 0x0D);
                if (size >= columns.Length)
                    break;
                columns = columns[(int)size..];
            }

            if (_text.WrittenCount > before)
                Write("\n"u8);
            if (_text.WrittenCount > PartBytes)
                HandOver();
        }

        private readonly void Value(ReadOnlySpan<byte> value, bool isText, bool isTable)
        {
            if (isText && encoding is 2 or 3)
                value = Encoding.UTF8.GetBytes((encoding == 2 ? Encoding.Unicode : Encoding.BigEndianUnicode).GetString(value));
            else if (!isText && value[..Math.Min(value.Length, 512)].IndexOf((byte)0) >= 0)
                return; // A blob that is no text.
            if (value.IsEmpty || (IsSeen(value) && !isTable))
                return;
            Write(value);
            Write("\t"u8);
        }

        private readonly bool IsSeen(ReadOnlySpan<byte> value)
        {
            var hash = new HashCode();
            hash.AddBytes(value);
            return _seen.Count < MostSeen ? !_seen.Add(hash.ToHashCode()) : _seen.Contains(hash.ToHashCode());
        }

        private readonly void Write(ReadOnlySpan<byte> bytes)
        {
            _text.Write(bytes);
            opening.Budget.Take(bytes.Length);
        }

        private static bool Number(ref ReadOnlySpan<byte> bytes, out long value)
        {
            value = 0;
            for (var i = 0; i < 9; i++)
            {
                if (i >= bytes.Length)
                    return false;
                value = i == 8 ? (value << 8) | bytes[i] : (value << 7) | (uint)(bytes[i] & 0x7F);
                if (bytes[i] >= 0x80 && i < 8)
                    continue;
                bytes = bytes[(i + 1)..];
                return value >= 0;
            }

            return false;
        }
    }
}
