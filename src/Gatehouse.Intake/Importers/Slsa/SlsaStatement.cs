using System.Collections.Immutable;
using Gatehouse.Model;
using Gatehouse.Text;

namespace Gatehouse.Intake.Importers.Slsa;

/// <summary>One provenance statement. It never falls back on the subject of the import: provenance of nothing is none.</summary>
internal static class SlsaStatement
{
    private const string Anew = "let the build write its provenance anew";

    public static ImportResult? Read(Reading reading, MapNode statement, bool isV1, List<Fact?> facts)
    {
        var subjects = reading.Maps(statement, "subject").Select(subject => SubjectOf(reading, subject)).OfType<Subject>().ToImmutableArray();
        if (subjects.IsEmpty)
            return reading.Refuse(statement["subject"]?.Position ?? statement.Position, "the provenance names no digest of what was built", Anew);
        var predicate = reading.Map(statement, "predicate");
        var run = isV1 ? reading.Map(predicate, "runDetails") : predicate;
        var builder = reading.Name(reading.Map(run, "builder"), "id");
        if (builder is null)
            return reading.Refuse(predicate?.Position ?? statement.Position, "the provenance does not name its builder (builder.id)", Anew);

        var definition = isV1 ? reading.Map(predicate, "buildDefinition") : predicate;
        var materials = reading.Maps(definition, isV1 ? "resolvedDependencies" : "materials").ToList();
        var (source, commit) = isV1 ? SourceOf(reading, definition, materials) : ConfigSource(reading, predicate, materials);
        var metadata = reading.Map(run, "metadata");
        var time = reading.Name(metadata, isV1 ? "finishedOn" : "buildFinishedOn") ?? reading.Name(metadata, isV1 ? "startedOn" : "buildStartedOn");
        facts.Add(reading.Fact(
            FactKind.Provenance,
            new ProvenancePredicate
            {
                BuilderId = builder,
                BuildType = reading.Name(definition, "buildType"),
                Source = source,
                SourceCommit = commit,
                Invocation = reading.Name(metadata, isV1 ? "invocationId" : "buildInvocationId"),
                Materials = materials.Count,
            },
            reading.Producer(builder, null, builder),
            reading.Time(time, metadata?.Position),
            subjects));
        return null;
    }

    private static Subject? SubjectOf(Reading reading, MapNode map)
    {
        var name = reading.Name(map, "name") ?? reading.Name(map, "uri") ?? "unnamed";
        var digests = Digests.Map((reading.Map(map, "digest")?.Entries ?? []).Select(entry => KeyValuePair.Create(entry.Key.Value, entry.Value.Text)));
        if (digests.IsEmpty)
        {
            reading.Unread(map.Position, $"the subject {name} has no digest");
            return null;
        }

        return new Subject(KindOf(name, digests), name, digests);
    }

    // A reference with a registry's host, or a purl of an image. Subjects are compared by digest: the kind is for people.
    private static SubjectKind KindOf(string name, ImmutableSortedDictionary<string, string> digests)
    {
        if (digests.ContainsKey(Subject.GitCommit))
            return SubjectKind.Commit;
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        var isImage = name.StartsWith("pkg:oci/", StringComparison.Ordinal) || name.StartsWith("pkg:docker/", StringComparison.Ordinal)
            || (slash > 0 && name.AsSpan(0, slash).IndexOfAny('.', ':') > 0);
        return isImage ? SubjectKind.Image : SubjectKind.File;
    }

    private static (string? Source, string? Commit) ConfigSource(Reading reading, MapNode? predicate, List<MapNode> materials)
    {
        var source = reading.Map(reading.Map(predicate, "invocation"), "configSource");
        var uri = reading.Name(source, "uri");
        var (material, commit) = FirstGit(reading, materials);
        return (uri ?? material, CommitOf(reading, source) ?? commit);
    }

    // externalParameters have the shape of their build type: GitHub's workflow, or a "source" as GitLab and others have.
    private static (string? Source, string? Commit) SourceOf(Reading reading, MapNode? definition, List<MapNode> materials)
    {
        var external = reading.Map(definition, "externalParameters");
        var source = external?["workflow"] is MapNode workflow ? reading.Name(workflow, "repository")
            : external?["source"] is MapNode map ? reading.Name(map, "uri")
            : external?["source"] is ScalarNode ? reading.Name(external, "source") : null;
        var (material, commit) = FirstGit(reading, materials);
        return (source ?? material, commit);
    }

    private static (string? Uri, string? Commit) FirstGit(Reading reading, List<MapNode> materials)
    {
        foreach (var material in materials)
        {
            var uri = reading.Name(material, "uri");
            var isGit = uri?.StartsWith("git+", StringComparison.Ordinal) == true || uri?.Contains(".git", StringComparison.Ordinal) == true || reading.Map(material, "digest")?["gitCommit"] is not null;
            if (isGit && CommitOf(reading, material) is { } commit)
                return (uri, commit);
        }

        return (null, null);
    }

    private static string? CommitOf(Reading reading, MapNode? owner)
    {
        var digest = reading.Map(owner, "digest");
        return Digests.Commit(reading.Name(digest, "gitCommit") ?? reading.Name(digest, "sha1"));
    }
}
