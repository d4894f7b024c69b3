namespace Gatehouse.CodeHosts;

/// <summary>The id of a git object, as it may stand in a path.</summary>
internal static class ObjectName
{
    public static bool Is(string text) => text.Length is 40 or 64 && text.All(char.IsAsciiHexDigitLower);

    public static string Short(string id) => id[..Math.Min(12, id.Length)];
}
