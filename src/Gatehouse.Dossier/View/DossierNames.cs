using System.Text;
using Gatehouse.Model;

namespace Gatehouse.Dossier.View;

/// <summary>The words that a dossier is shown with.</summary>
public static class DossierNames
{
    /// <summary>Why a fact may be believed, or not, in a few words for a table.</summary>
    public static string Of(Trust trust) => trust switch
    {
        Trust.SameJob => "made by this job",
        Trust.PolicyKey => "signed by a key of the policy",
        Trust.LocalUnsigned => "unsigned, on this machine",
        Trust.Unsigned => "unsigned: not believed in CI",
        Trust.Stranger => "signed by a stranger: not believed",
        Trust.CommittedInTree => "committed in the subject's own tree: never believed",
        Trust.Tampered => "tampered: counts as missing",
    };

    /// <summary><c>SecretsScan</c> as <c>secrets-scan</c>: a member's name as JSON and the command line spell it.</summary>
    public static string Hyphened(string member)
    {
        var text = new StringBuilder(member.Length + 4);
        foreach (var letter in member)
        {
            if (char.IsAsciiLetterUpper(letter) && text.Length > 0)
                text.Append('-');
            text.Append(char.ToLowerInvariant(letter));
        }

        return text.ToString();
    }
}
