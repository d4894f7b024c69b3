using System.Collections.Immutable;
using Gatehouse.Model;
using Gatehouse.Text;

namespace Gatehouse.Intake.Importers.CycloneDx;

/// <summary>What a CycloneDX document says of itself, and its components.</summary>
internal sealed class Bom
{
    private const int MaxNesting = 64;

    private readonly Reading _reading;
    private readonly Dictionary<string, Component> _byRef = new(StringComparer.Ordinal);
    private readonly List<Component> _components = [];
    private readonly Directness _directness;

    public Bom(Reading reading, MapNode root)
    {
        _reading = reading;
        var metadata = reading.Map(root, "metadata");
        var about = reading.Map(metadata, "component");
        Time = reading.Time(reading.Name(metadata, "timestamp"), metadata?["timestamp"]?.Position);
        Producer = ProducerOf(metadata);
        Subjects = about is null ? [] : SubjectOf(about);
        _directness = new Directness(reading, root, reading.Name(about, "bom-ref"));
        Take(root, 0);
        foreach (var composition in reading.Maps(root, "compositions"))
        {
            if (reading.Name(composition, "aggregate") is { } aggregate && aggregate.StartsWith("incomplete", StringComparison.Ordinal))
                reading.Degraded(composition.Position, $"the document says of a part of it that its list is {aggregate}");
        }

        Sorted = [.. _components.OrderBy(component => component.Purl?.ToString(), StringComparer.Ordinal).ThenBy(component => component.Name, StringComparer.Ordinal).ThenBy(component => component.Version, StringComparer.Ordinal)];
    }

    public DateTimeOffset? Time { get; }

    public Producer Producer { get; }

    /// <summary>What the document is of, where it names a digest.</summary>
    public ImmutableArray<Subject> Subjects { get; }

    /// <summary>By purl, then name.</summary>
    public ImmutableArray<Component> Sorted { get; }

    /// <summary>The component of a <c>bom-ref</c>, or of a BOM link that ends in one.</summary>
    public Component? Find(string reference) => _byRef.GetValueOrDefault(reference)
        ?? (reference.StartsWith("urn:cdx:", StringComparison.Ordinal) && reference.IndexOf('#', StringComparison.Ordinal) is > 0 and var mark ? _byRef.GetValueOrDefault(Uri.UnescapeDataString(reference[(mark + 1)..])) : null);

    private void Take(MapNode owner, int depth)
    {
        if (depth > MaxNesting)
        {
            _reading.Unread(owner.Position, "components lie too deep within each other");
            return;
        }

        foreach (var map in _reading.Maps(owner, "components"))
        {
            var type = _reading.Name(map, "type");
            if (ComponentOf(map) is { } component)
            {
                if (_reading.Name(map, "bom-ref") is { } reference && !_byRef.TryAdd(reference, component))
                    _reading.Unread(map.Position, $"two components have the bom-ref {reference}");
                // Files of packages are no components of their own.
                if (type != "file" || component.Purl is not null)
                    _components.Add(component);
            }

            Take(map, depth + 1);
        }
    }

    private Component? ComponentOf(MapNode map)
    {
        if (_reading.Name(map, "name") is not { } name)
        {
            _reading.Unread(map.Position, "a component has no name");
            return null;
        }

        var purl = Components.Purl(_reading, _reading.Name(map, "purl"), map["purl"]?.Position);
        var group = _reading.Name(map, "group");
        var digests = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var hash in _reading.Maps(map, "hashes"))
        {
            if (Digests.TryNamed(_reading.Name(hash, "alg"), _reading.Name(hash, "content"), out var algorithm, out var value))
                digests[algorithm] = value;
        }

        return new Component(purl is not null ? Components.NameOf(purl) : group is null ? name : $"{group}/{name}", _reading.Name(map, "version") ?? purl?.Version)
        {
            Purl = purl,
            Licenses = Licenses(map),
            Digests = digests.ToImmutable(),
            IsDirect = _directness.Of(_reading.Name(map, "bom-ref"), purl),
        };
    }

    private ImmutableArray<string> Licenses(MapNode map) =>
    [
        .. _reading.Maps(map, "licenses")
            .Select(choice => _reading.Name(choice, "expression") ?? (_reading.Map(choice, "license") is { } license ? _reading.Name(license, "id") ?? _reading.Name(license, "name") : null))
            .OfType<string>().Distinct().Order(StringComparer.Ordinal),
    ];

    // metadata.tools: a list until 1.4, a map of components since 1.5.
    private Producer ProducerOf(MapNode? metadata)
    {
        var tool = metadata?["tools"] switch
        {
            ListNode => _reading.Maps(metadata, "tools").FirstOrDefault(),
            MapNode tools => _reading.Maps(tools, "components").FirstOrDefault(),
            _ => null,
        };
        return _reading.Producer(_reading.Name(tool, "name"), _reading.Name(tool, "version"), "CycloneDX");
    }

    private ImmutableArray<Subject> SubjectOf(MapNode about)
    {
        var name = _reading.Name(about, "name") ?? "unnamed";
        var type = _reading.Name(about, "type");
        var hash = _reading.Maps(about, "hashes").Where(hash => _reading.Name(hash, "alg") == "SHA-256").Select(hash => Digests.Sha256(_reading.Name(hash, "content"))).FirstOrDefault(found => found is not null);
        if (type == "container")
        {
            var manifest = (PackageUrl.TryParse(_reading.Name(about, "purl"), out var purl) && purl.Type is "oci" or "docker" ? Digests.Sha256(purl.Version) : null)
                ?? (_reading.Name(about, "version") is { } version && version.StartsWith("sha256:", StringComparison.Ordinal) ? Digests.Sha256(version) : null) ?? hash;
            return manifest is null ? [] : [Digests.Image(name, manifest)];
        }

        return hash is null ? [] : [Subject.OfSha256(SubjectKind.File, name, hash)];
    }
}
