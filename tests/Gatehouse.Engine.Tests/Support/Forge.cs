using System.Runtime.InteropServices;
using Gatehouse.Engine.Cache;

namespace Gatehouse.Engine.Tests;

/// <summary>Makes a cache file's checksum right again, as someone could who knows the format.</summary>
internal static class Forge
{
    public static byte[] Checksum(byte[] file)
    {
        var header = MemoryMarshal.Read<CacheHeader>(file);
        header.Checksum = PathHash.OfBlock(file.AsSpan(CacheHeader.Bytes), header.ChecksumSeed);
        MemoryMarshal.Write(file, header);
        return file;
    }

    /// <summary>Changes a number of the first record; its place is given in bytes (<see cref="CacheRecord"/>).</summary>
    public static byte[] FirstRecord(byte[] file, int at, uint value)
    {
        var forged = file.ToArray();
        var header = MemoryMarshal.Read<CacheHeader>(forged);
        var records = CacheHeader.Bytes + (int)header.PaddedKeyLength + (4 << (int)header.TableBits);
        MemoryMarshal.Write(forged.AsSpan(records + at), value);
        return Checksum(forged);
    }

    /// <summary>Changes a number of the table, which leads from hashes to records.</summary>
    public static byte[] Table(byte[] file, uint value)
    {
        var forged = file.ToArray();
        var header = MemoryMarshal.Read<CacheHeader>(forged);
        var table = MemoryMarshal.Cast<byte, uint>(forged.AsSpan(CacheHeader.Bytes + (int)header.PaddedKeyLength, 4 << (int)header.TableBits));
        table.Replace(1u, value);
        return Checksum(forged);
    }
}
