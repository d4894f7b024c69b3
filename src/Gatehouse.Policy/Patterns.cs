using System.Text;
using Gatehouse.Text;

namespace Gatehouse.Policy;

/// <summary>Patterns with <c>*</c> over names of people: <c>*@acme.example</c>.</summary>
internal static class Patterns
{
    public static bool IsMatch(string pattern, string name) =>
        WildMatch.IsExactMatch(Encoding.UTF8.GetBytes(pattern.ToLowerInvariant()), Encoding.UTF8.GetBytes(name.Trim().ToLowerInvariant()));
}
