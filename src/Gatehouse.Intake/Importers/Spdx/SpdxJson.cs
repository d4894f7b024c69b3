using Gatehouse.Text;

namespace Gatehouse.Intake.Importers.Spdx;

/// <summary>SPDX 2 as JSON.</summary>
internal static class SpdxJson
{
    public static SpdxDocument Read(Reading reading, MapNode root)
    {
        var version = reading.Name(root, "spdxVersion") ?? "";
        var document = new SpdxDocument { Version = version.StartsWith("SPDX-", StringComparison.Ordinal) ? version[5..] : version };
        var creation = reading.Map(root, "creationInfo");
        document.Created = reading.Time(reading.Name(creation, "created"), creation?["created"]?.Position);
        document.Tool = reading.Texts(creation, "creators").Where(creator => creator.StartsWith("Tool:", StringComparison.Ordinal)).Select(creator => creator[5..].Trim()).FirstOrDefault();
        document.Described.UnionWith(reading.Texts(root, "documentDescribes"));
        foreach (var map in reading.Maps(root, "packages"))
            document.Packages.Add(Package(reading, map));
        foreach (var map in reading.Maps(root, "relationships"))
        {
            if (reading.Name(map, "spdxElementId") is { } from && reading.Name(map, "relationshipType") is { } type && reading.Name(map, "relatedSpdxElement") is { } to)
                document.Add(from, type, to);
            else
                reading.Unread(map.Position, "a relationship lacks an end or a type");
        }

        return document;
    }

    /// <summary>Takes in a relationship; those that say what the document is of are taken as such.</summary>
    public static void Add(this SpdxDocument document, string from, string type, string to)
    {
        document.Relationships.Add((from, type, to));
        if (type == "DESCRIBES" && from == "SPDXRef-DOCUMENT")
            document.Described.Add(to);
        else if (type == "DESCRIBED_BY" && to == "SPDXRef-DOCUMENT")
            document.Described.Add(from);
    }

    private static SpdxPackage Package(Reading reading, MapNode map)
    {
        var package = new SpdxPackage
        {
            Id = reading.Name(map, "SPDXID"),
            Name = reading.Name(map, "name"),
            Position = map.Position,
            Version = reading.Name(map, "versionInfo"),
            Purpose = reading.Name(map, "primaryPackagePurpose"),
            Declared = reading.Name(map, "licenseDeclared"),
            Concluded = reading.Name(map, "licenseConcluded"),
            Purl = reading.Maps(map, "externalRefs").Where(reference => reading.Name(reference, "referenceType") == "purl").Select(reference => reading.Name(reference, "referenceLocator")).FirstOrDefault(),
        };
        foreach (var reference in reading.Maps(map, "externalRefs"))
        {
            if (reading.Name(reference, "referenceCategory") == "SECURITY" && reading.Name(reference, "referenceType") == "advisory" && reading.Name(reference, "referenceLocator") is { } locator)
                package.Advisories.Add(locator);
        }

        foreach (var sum in reading.Maps(map, "checksums"))
            package.Checksums.Add((reading.Name(sum, "algorithm"), reading.Name(sum, "checksumValue")));
        return package;
    }
}
