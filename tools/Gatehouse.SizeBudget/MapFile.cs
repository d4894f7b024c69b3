using System.Globalization;
using System.Xml;

namespace Gatehouse.SizeBudget;

/// <summary>
/// Reads the map of a native AOT executable (<c>IlcGenerateMapFile</c>): an element a symbol, with its mangled
/// <c>Name</c> and its <c>Length</c> in bytes.
/// </summary>
public static class MapFile
{
    /// <summary>Where the bytes of the runtime and the libraries are counted.</summary>
    public const string Libraries = "";

    /// <summary>
    /// Where generic code of the libraries is counted that was made for types of ours. It is in no project's share: a list of
    /// findings is there once, whoever uses it.
    /// </summary>
    public const string MadeForOurs = "<>";

    /// <summary>Bytes by prefix, for every prefix given, <see cref="Libraries"/> and <see cref="MadeForOurs"/>.</summary>
    /// <param name="map">The map file.</param>
    /// <param name="prefixes">Mangled assembly names: <c>Gatehouse_Rules_Secrets</c>.</param>
    /// <exception cref="XmlException">It is no map.</exception>
    /// <exception cref="InvalidDataException">A symbol has no length.</exception>
    public static IReadOnlyDictionary<string, long> Bytes(TextReader map, IReadOnlyCollection<string> prefixes)
    {
        var sums = prefixes.Append(Libraries).Append(MadeForOurs).Distinct(StringComparer.Ordinal).ToDictionary(prefix => prefix, _ => 0L, StringComparer.Ordinal);
        using var reader = XmlReader.Create(map, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
        while (reader.Read())
        {
            if (reader.NodeType != XmlNodeType.Element || reader.GetAttribute("Name") is not { } name)
                continue;
            if (!long.TryParse(reader.GetAttribute("Length"), NumberStyles.None, CultureInfo.InvariantCulture, out var length))
                throw new InvalidDataException($"the symbol {name} has no length");
            sums[Owner(name, prefixes)] += length;
        }

        return sums;
    }

    /// <summary>
    /// The assembly that is named first: what is before it is the kind of symbol (<c>_ZTV23Gatehouse_Model_Fact</c>). Of two
    /// that begin at one place the longer, as Gatehouse_Rules begins Gatehouse_Rules_Secrets.
    /// </summary>
    private static string Owner(string symbol, IReadOnlyCollection<string> prefixes)
    {
        var arguments = symbol.IndexOf('<', StringComparison.Ordinal);
        if (arguments < 0)
            return First(symbol, prefixes);
        var owner = First(symbol[..arguments], prefixes);
        return owner.Length > 0 || First(symbol, prefixes).Length == 0 ? owner : MadeForOurs;
    }

    private static string First(string text, IReadOnlyCollection<string> prefixes)
    {
        var (owner, place) = (Libraries, int.MaxValue);
        foreach (var prefix in prefixes)
        {
            var at = text.IndexOf(prefix + "_", StringComparison.Ordinal);
            if (at >= 0 && (at < place || (at == place && prefix.Length > owner.Length)))
                (owner, place) = (prefix, at);
        }

        return owner;
    }
}
