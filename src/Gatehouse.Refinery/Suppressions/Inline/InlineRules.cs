using Gatehouse.Model;

namespace Gatehouse.Refinery;

/// <summary>
/// Comments in the scanned files. One speaks of its own line, and of the next where it stands alone. Each tool's word
/// reaches the kinds that its tool reports, whoever reports them here.
/// </summary>
internal sealed class InlineRules
{
    private readonly Dictionary<(string Path, int Line), List<InlineDirective>> _byPlace = [];
    private readonly Dictionary<string, List<InlineDirective>> _skipsByPath = new(StringComparer.Ordinal);

    public InlineRules(IReadOnlyList<InlineDirective> directives)
    {
        foreach (var directive in directives)
        {
            Add(directive, directive.Line);
            if (directive.StandsAlone)
                Add(directive, directive.Line + 1);
            if (directive.Syntax != "checkov:skip")
                continue;
            if (!_skipsByPath.TryGetValue(directive.Path, out var skips))
                _skipsByPath[directive.Path] = skips = [];
            skips.Add(directive);
        }
    }

    /// <summary>The suppression by a comment at the finding's place; null where none holds.</summary>
    /// <param name="upperIds">All ids of the finding's flaw, in upper case.</param>
    public Suppression? For(Finding finding, IReadOnlyCollection<string> upperIds, List<RefineWarning> warnings)
    {
        if (finding.Location is not { IsUri: false, Member: null, Region: { } region } location)
            return null;
        foreach (var directive in At(location.Path, region, finding.Kind))
        {
            var source = FormattableString.Invariant($"{directive.Path}:{directive.Line}");
            if (directive.Version != (finding.Introduced?.Version ?? 0) || !Speaks(directive, finding.Kind, upperIds))
                continue;
            if (directive.Syntax == "gatehouse:ignore" && Lack(directive) is { } lack)
                warnings.Add(new RefineWarning(source, $"gatehouse:ignore {lack}, so it is not applied. Write it as: gatehouse:ignore rule-id the reason."));
            else
                return new Suppression("inline", directive.Reason, source);
        }

        return null;
    }

    private IEnumerable<InlineDirective> At(string path, Region region, FindingKind kind)
    {
        var last = region is { EndColumn: 1 } && region.EndLine > region.StartLine ? region.EndLine - 1 : region.EndLine;
        IEnumerable<InlineDirective> found = _byPlace.GetValueOrDefault((path, region.StartLine)) ?? [];
        // Gitleaks' word may stand at the end of a key of several lines.
        if (IsSecret(kind) && last != region.StartLine)
            found = found.Concat(_byPlace.GetValueOrDefault((path, last)) ?? []);
        // Where the secret is what stands between a key's first and last line, the last is that of its frame.
        if (IsSecret(kind) && region.EndLine != last)
            found = found.Concat(_byPlace.GetValueOrDefault((path, region.EndLine)) ?? []);
        // Checkov's word stands inside the block that it speaks of.
        if (kind == FindingKind.Misconfiguration && last > region.StartLine && _skipsByPath.TryGetValue(path, out var skips))
            found = found.Concat(skips.Where(skip => skip.Line > region.StartLine && skip.Line <= last));
        return found;
    }

    private static bool Speaks(InlineDirective directive, FindingKind kind, IReadOnlyCollection<string> upperIds) => directive.Syntax switch
    {
        "gitleaks:allow" => IsSecret(kind),
        "NOSONAR" => kind == FindingKind.Code,
        "nosemgrep" => kind == FindingKind.Code && (directive.Ids.IsDefaultOrEmpty || directive.Ids.Any(id => Names(id, upperIds, asTail: true))),
        "checkov:skip" => kind == FindingKind.Misconfiguration && !directive.Ids.IsDefault && directive.Ids.Any(id => Names(id, upperIds, asTail: false)),
        "gatehouse:ignore" => directive.Ids.IsDefaultOrEmpty || directive.Ids.Any(id => Names(id, upperIds, asTail: false)),
        _ => false,
    };

    // A Semgrep rule's full id is the path of its file and its name: the name alone is what people write.
    private static bool Names(string id, IReadOnlyCollection<string> upperIds, bool asTail) => upperIds.Any(full =>
        string.Equals(full, id, StringComparison.OrdinalIgnoreCase)
        || (asTail && full.Length > id.Length && full[^(id.Length + 1)] == '.' && full.EndsWith(id, StringComparison.OrdinalIgnoreCase)));

    private static string? Lack(InlineDirective directive) =>
        directive.Ids.IsDefaultOrEmpty ? "names no id" : string.IsNullOrWhiteSpace(directive.Reason) ? "gives no reason" : null;

    private static bool IsSecret(FindingKind kind) => kind is FindingKind.Credential or FindingKind.PossibleSecret;

    private void Add(InlineDirective directive, int line)
    {
        if (!_byPlace.TryGetValue((directive.Path, line), out var here))
            _byPlace[(directive.Path, line)] = here = [];
        here.Add(directive);
    }
}
