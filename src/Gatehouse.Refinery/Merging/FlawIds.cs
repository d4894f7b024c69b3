using Gatehouse.Model;

namespace Gatehouse.Refinery;

/// <summary>
/// Which ids mean the same flaw. Suppliers give different ones (CVE, GHSA) and not all aliases each, so the ids of all
/// findings about one component are joined: A = B by one, B = C by another, so A = C. Never across components: one wrong
/// alias in a report must not spread.
/// </summary>
internal sealed class FlawIds
{
    private readonly Dictionary<(string Component, string Id), int> _numbers = [];
    private readonly List<int> _parents = [];
    private readonly Dictionary<int, List<string>> _members = [];

    public FlawIds(IEnumerable<Finding> findings)
    {
        foreach (var finding in findings)
        {
            if (ComponentOf(finding) is not { } component)
                continue;
            var first = Number(component, finding.RuleId);
            foreach (var alias in finding.Aliases.IsDefault ? [] : finding.Aliases)
                Join(first, Number(component, alias));
        }

        foreach (var (key, number) in _numbers)
        {
            var root = Root(number);
            if (!_members.TryGetValue(root, out var members))
                _members[root] = members = [];
            members.Add(key.Id);
        }
    }

    /// <summary>All ids of the finding's flaw in upper case; its own and its aliases where it is about no component.</summary>
    public IReadOnlyCollection<string> Of(Finding finding)
    {
        if (ComponentOf(finding) is { } component)
            return _members[Root(_numbers[(component, finding.RuleId.ToUpperInvariant())])];
        return finding.Aliases.IsDefaultOrEmpty
            ? [finding.RuleId.ToUpperInvariant()]
            : [.. finding.Aliases.Prepend(finding.RuleId).Select(id => id.ToUpperInvariant()).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>A number that two findings about one component share where they mean the same flaw; -1 without a component.</summary>
    public int FlawOf(Finding finding) => ComponentOf(finding) is { } component ? Root(_numbers[(component, finding.RuleId.ToUpperInvariant())]) : -1;

    private static string? ComponentOf(Finding finding) => finding is not { Kind: FindingKind.Vulnerability, Component: { } component } ? null
        : component.Purl is { } purl ? (purl with { Qualifiers = null, Subpath = null, Version = purl.Version ?? component.Version }).ToString()
        : component.Name + "@" + component.Version;

    private int Number(string component, string id)
    {
        var key = (component, id.ToUpperInvariant());
        if (!_numbers.TryGetValue(key, out var number))
        {
            _numbers[key] = number = _parents.Count;
            _parents.Add(number);
        }

        return number;
    }

    private void Join(int a, int b) => _parents[Root(a)] = Root(b);

    private int Root(int number)
    {
        while (_parents[number] != number)
            number = _parents[number] = _parents[_parents[number]];
        return number;
    }
}
