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
}
