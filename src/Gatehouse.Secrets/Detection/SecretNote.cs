using System.Buffers.Binary;
using Gatehouse.Engine;
using Gatehouse.Model;

namespace Gatehouse.Secrets;

/// <summary>
/// What is kept of a match: its rule, its place, how long it is, its fingerprint. Never the secret or the text round it:
/// notes lie in the cache.
/// </summary>
/// <param name="Tag">A keyed hash of the secret (<see cref="SecretTags"/>); 0 where no key was given.</param>
/// <param name="Ends">The day on which it ends (<see cref="DateOnly.DayNumber"/>); 0 where nothing says.</param>
internal readonly record struct SecretNote(int Rule, Region Region, int Length, bool IsProven, bool IsNamedTest, int Ends, UInt128 Fingerprint, UInt128 Tag = default)
{
    public const int Size = 60;

    private const int NamedTest = 1 << 30;

    public void Write(NoteWriter writer)
    {
        var bytes = writer.GetSpan(Size)[..Size];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, Rule | (IsNamedTest ? NamedTest : 0));
        BinaryPrimitives.WriteInt32LittleEndian(bytes[4..], Region.StartLine);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[8..], Region.StartColumn);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[12..], Region.EndLine);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[16..], Region.EndColumn);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[20..], IsProven ? Length : -Length);
        BinaryPrimitives.WriteUInt128LittleEndian(bytes[24..], Fingerprint);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[40..], Ends);
        BinaryPrimitives.WriteUInt128LittleEndian(bytes[44..], Tag);
        writer.Advance(Size);
    }

    public static SecretNote Read(ReadOnlySpan<byte> bytes)
    {
        var rule = BinaryPrimitives.ReadInt32LittleEndian(bytes);
        var length = BinaryPrimitives.ReadInt32LittleEndian(bytes[20..]);
        return new SecretNote(
            rule & ~NamedTest,
            new Region(
                BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]),
                BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]),
                BinaryPrimitives.ReadInt32LittleEndian(bytes[12..]),
                BinaryPrimitives.ReadInt32LittleEndian(bytes[16..])),
            Math.Abs(length),
            length > 0,
            (rule & NamedTest) != 0,
            BinaryPrimitives.ReadInt32LittleEndian(bytes[40..]),
            BinaryPrimitives.ReadUInt128LittleEndian(bytes[24..]),
            BinaryPrimitives.ReadUInt128LittleEndian(bytes[44..]));
    }
}
