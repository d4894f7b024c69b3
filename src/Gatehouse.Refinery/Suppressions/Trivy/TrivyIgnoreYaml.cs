using System.Collections.Immutable;
using Gatehouse.Model;
using Gatehouse.Text;

namespace Gatehouse.Refinery;

/// <summary>
/// <c>.trivyignore.yaml</c>: the lists <c>vulnerabilities misconfigurations secrets licenses</c> of <c>id paths purls
/// expired_at statement</c>.
/// </summary>
[SuppressionFile]
internal sealed class TrivyIgnoreYaml : ISuppressionFile
{
    private static readonly (string Name, ImmutableArray<FindingKind> Kinds)[] Lists =
    [
        ("vulnerabilities", [FindingKind.Vulnerability]),
        ("misconfigurations", [FindingKind.Misconfiguration]),
        ("secrets", [FindingKind.Credential, FindingKind.PossibleSecret]),
        ("licenses", [FindingKind.License]),
    ];

    public string FileName => ".trivyignore.yaml";

    public SuppressionReading Read(ReadOnlySpan<byte> bytes) => IgnoreYaml.Read(FileName, bytes, static (root, reading) =>
    {
        if (root is not MapNode)
            reading.Warn(root.Position.Line, "a map with vulnerabilities, misconfigurations, secrets or licenses is wanted, so nothing of the file is applied.");
        foreach (var (name, kinds) in Lists)
        {
            foreach (var item in IgnoreYaml.ItemsOf(root[name]))
                Add(item, kinds, reading);
        }
    });

    private static void Add(Node item, ImmutableArray<FindingKind> kinds, IgnoreLines.Reading reading)
    {
        var line = item.Position.Line;
        if (item["id"]?.Text is not { Length: > 0 } id)
        {
            reading.Warn(line, "the entry has no id, so it is not applied.");
            return;
        }

        DateOnly? last = null;
        if (item["expired_at"]?.Text is { } written)
        {
            if (!IgnoreYaml.TryDay(written, out var end, out var isMidnight))
            {
                reading.Warn(line, "expired_at is not of the form 2027-01-31, so the entry is not applied.");
                return;
            }

            last = IgnoreYaml.LastDay(end, isMidnight);
        }

        // A place that cannot be read must not become "everywhere".
        var paths = IgnoreYaml.ItemsOf(item["paths"]).Select(node => Glob.TryParse(node.Text ?? "", out _)).ToList();
        var packages = IgnoreYaml.ItemsOf(item["purls"]).Select(node => PackageMatch.OfPurl(node.Text ?? "")).ToList();
        if (paths.Contains(null) || packages.Contains(null))
        {
            reading.Warn(line, "one of its paths or purls cannot be read, so the entry is not applied.");
            return;
        }

        reading.Add(new SuppressionEntry
        {
            Source = reading.Source(line),
            Ids = [id],
            Paths = [.. paths.OfType<Glob>()],
            Packages = [.. packages.OfType<PackageMatch>()],
            Kinds = kinds,
            Expires = last,
            Reason = item["statement"]?.Text ?? "",
        });
    }
}
