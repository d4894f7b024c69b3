using System.Text;
using Gatehouse.Patterns;

namespace Gatehouse.Secrets;

/// <summary>A rule's literals as the matcher takes them.</summary>
public static class RuleLiterals
{
    /// <summary>Case-sensitive ones first.</summary>
    public static IReadOnlyList<Literal> Of(SecretRule rule) =>
    [
        .. rule.Literals.Select(text => new Literal(Encoding.UTF8.GetBytes(text), IgnoreCase: false)),
        .. rule.LiteralsIgnoreCase.Select(text => new Literal(Encoding.UTF8.GetBytes(text), IgnoreCase: true)),
    ];
}
