using System.Globalization;
using Gatehouse.Model;

namespace Gatehouse.Formats;

/// <summary>What is said of a finding wherever it stands on one line.</summary>
public static class FindingWords
{
    /// <summary>The message, and at how many further places it is.</summary>
    public static string MessageWithPlaces(this Finding finding) => finding.Message + Further(finding);

    /// <summary><c> (and at 149 more places)</c>; empty where there is no other.</summary>
    public static string Further(Finding finding) => finding.AlsoAt.IsDefaultOrEmpty ? ""
        : string.Create(CultureInfo.InvariantCulture, $" (and at {finding.AlsoAt.Length:N0} more place{(finding.AlsoAt.Length == 1 ? "" : "s")})");
}
