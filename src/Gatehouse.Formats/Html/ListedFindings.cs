using System.Collections.Immutable;
using Gatehouse.Model;

namespace Gatehouse.Formats.Html;

/// <summary>The findings that the page lists, and the words by which charts and filters group them.</summary>
internal sealed class ListedFindings(RunDocument run, bool showSuppressed)
{
    public const string NoOwner = "(no owner)";

    public const string TopFolder = "(top folder)";

    public const string NoPlace = "(no file)";

    /// <summary>In the document's order, worst first.</summary>
    public ImmutableArray<Finding> All { get; } = showSuppressed ? run.Findings : [.. run.Findings.Where(finding => finding.IsActive)];

    /// <summary>Suppressed or merged, and not listed because nobody asked for them.</summary>
    public int Unlisted { get; } = showSuppressed ? 0 : run.Findings.Count(finding => !finding.IsActive);

    /// <summary>What gates and charts count.</summary>
    public IEnumerable<Finding> Active => All.Where(finding => finding.IsActive);

    public static IEnumerable<string> OwnersOf(Finding finding) => finding.Owners.IsDefaultOrEmpty ? [NoOwner] : finding.Owners;

    /// <summary>The two outermost folders of a file (<c>src/app</c>), or the address of the host of a URI.</summary>
    public static string DirectoryOf(Finding finding)
    {
        if (finding.Location is not { } location)
            return NoPlace;
        if (location.IsUri)
            return Uri.TryCreate(location.Path, UriKind.Absolute, out var uri) && uri.Host.Length > 0 ? $"{uri.Scheme}://{uri.Authority}" : location.Path;
        var path = location.Path;
        var first = path.IndexOf('/', StringComparison.Ordinal);
        if (first < 0)
            return TopFolder;
        var second = path.IndexOf('/', first + 1);
        return second < 0 ? path[..first] : path[..second];
    }

    /// <summary>What became of a finding that does not count: <c>suppressed</c>, <c>merged</c>; empty for one that does.</summary>
    public static string StateOf(Finding finding) => finding.Suppression is not null ? "suppressed" : finding.MergedInto is not null ? "merged" : "";
}
