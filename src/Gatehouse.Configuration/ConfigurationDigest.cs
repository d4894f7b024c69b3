using System.Security.Cryptography;
using System.Text;
using Gatehouse.Text;

namespace Gatehouse.Configuration;

/// <summary>SHA-256 over a tree's meaning: keys sorted, comments and quoting gone, every part with its length so that no two trees share a text.</summary>
internal static class ConfigurationDigest
{
    public static string Of(Node? root)
    {
        var text = new StringBuilder();
        Append(text, root);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static void Append(StringBuilder text, Node? node)
    {
        switch (node)
        {
            case MapNode map:
                text.Append('{').Append(map.Members.Length);
                foreach (var entry in map.Members.OrderBy(entry => entry.Key.Value, StringComparer.Ordinal))
                {
                    Append(text, entry.Key.Value);
                    Append(text, entry.Value);
                }

                break;
            case ListNode list:
                text.Append('[').Append(list.Values.Length);
                foreach (var item in list.Values)
                    Append(text, item);
                break;
            case ScalarNode { Kind: not ScalarKind.Null } scalar:
                Append(text, scalar.Value);
                break;
            default:
                text.Append('~');
                break;
        }
    }

    private static void Append(StringBuilder text, string value) => text.Append('"').Append(value.Length).Append(':').Append(value);
}
