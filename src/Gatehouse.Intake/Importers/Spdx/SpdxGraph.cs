using Gatehouse.Text;

namespace Gatehouse.Intake.Importers.Spdx;

/// <summary>SPDX 3.0 as JSON-LD, in the flat form with the published context that its serialisation demands. No context is fetched.</summary>
internal static class SpdxGraph
{
    public static bool IsOne(MapNode root) => root["@graph"] is ListNode && (root["@context"]?.Text ?? root["@context"]?.Items.FirstOrDefault()?.Text)?.Contains("spdx.org/rdf/", StringComparison.Ordinal) == true;

    public static SpdxDocument Read(Reading reading, MapNode root)
    {
        var elements = reading.Maps(root, "@graph").ToList();
        var creation = elements.Find(element => reading.Name(element, "type") == "CreationInfo")
            ?? elements.Select(element => element["creationInfo"] as MapNode).FirstOrDefault(info => info is not null);
        var document = new SpdxDocument { Version = reading.Name(creation, "specVersion") ?? "unknown" };
        document.Created = reading.Time(reading.Name(creation, "created"), creation?["created"]?.Position);
        var named = new Dictionary<string, MapNode>(StringComparer.Ordinal);
        foreach (var element in elements)
        {
            if ((reading.Name(element, "spdxId") ?? reading.Name(element, "@id")) is { } id)
                named.TryAdd(id, element);
        }

        document.Tool = reading.Texts(creation, "createdUsing").Select(id => reading.Name(named.GetValueOrDefault(id), "name")).FirstOrDefault(name => name is not null);
        var packages = new Dictionary<string, SpdxPackage>(StringComparer.Ordinal);
        foreach (var element in elements)
        {
            switch (reading.Name(element, "type"))
            {
                case "software_Package" or "ai_AIPackage" or "dataset_DatasetPackage":
                    var package = Package(reading, element);
                    document.Packages.Add(package);
                    if (package.Id is not null)
                        packages.TryAdd(package.Id, package);
                    break;
                case "software_Sbom":
                    document.Described.UnionWith(reading.Texts(element, "rootElement"));
                    break;
                // The document's root is mostly the SBOM, whose root is what it is of.
                case "SpdxDocument":
                    document.Described.UnionWith(reading.Texts(element, "rootElement"));
                    break;
            }
        }

        foreach (var element in elements)
        {
            if (reading.Name(element, "type") is "Relationship" or "LifecycleScopedRelationship")
                Relate(reading, document, element, packages, named);
        }

        return document;
    }

    private static void Relate(Reading reading, SpdxDocument document, MapNode element, Dictionary<string, SpdxPackage> packages, Dictionary<string, MapNode> named)
    {
        if (reading.Name(element, "from") is not { } from)
        {
            reading.Unread(element.Position, "a relationship lacks an end");
            return;
        }

        var type = reading.Name(element, "relationshipType");
        foreach (var to in reading.Texts(element, "to"))
        {
            switch (type)
            {
                case "dependsOn":
                    document.Relationships.Add((from, "DEPENDS_ON", to));
                    break;
                case "describes":
                    document.Described.Add(to);
                    break;
                case "hasDeclaredLicense" when packages.TryGetValue(from, out var package):
                    package.Declared ??= License(reading, to, named);
                    break;
                case "hasConcludedLicense" when packages.TryGetValue(from, out var package):
                    package.Concluded ??= License(reading, to, named);
                    break;
            }
        }
    }

    // "https://spdx.org/licenses/MIT" names a listed licence itself; others are elements.
    private static string? License(Reading reading, string id, Dictionary<string, MapNode> named)
    {
        const string Listed = "https://spdx.org/licenses/";
        if (named.TryGetValue(id, out var element))
            return reading.Name(element, "simplelicensing_licenseExpression") ?? reading.Name(element, "name");
        return id.StartsWith(Listed, StringComparison.Ordinal) ? id[Listed.Length..] : null;
    }

    private static SpdxPackage Package(Reading reading, MapNode element)
    {
        var package = new SpdxPackage
        {
            Id = reading.Name(element, "spdxId") ?? reading.Name(element, "@id"),
            Name = reading.Name(element, "name"),
            Position = element.Position,
            Version = reading.Name(element, "software_packageVersion"),
            Purpose = reading.Name(element, "software_primaryPurpose"),
            Purl = reading.Name(element, "software_packageUrl")
                ?? reading.Maps(element, "externalIdentifier").Where(external => reading.Name(external, "externalIdentifierType") == "packageUrl").Select(external => reading.Name(external, "identifier")).FirstOrDefault(),
        };
        foreach (var hash in reading.Maps(element, "verifiedUsing"))
            package.Checksums.Add((reading.Name(hash, "algorithm"), reading.Name(hash, "hashValue")));
        return package;
    }
}
