using System.Text;
using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Slsa;

public sealed class SlsaTests
{
    private static readonly string Source = new('c', 40);

    private static readonly string V1 = $$"""
        { "_type": "https://in-toto.io/Statement/v1", "subject": [ { "name": "registry.example/app", "digest": { "sha256": "{{Report.Digest}}" } } ],
          "predicateType": "https://slsa.dev/provenance/v1",
          "predicate": {
            "buildDefinition": { "buildType": "https://ci.example/build/v1", "externalParameters": { "workflow": { "repository": "https://git.example/app", "ref": "refs/heads/main" } },
              "resolvedDependencies": [ { "uri": "git+https://git.example/app@refs/heads/main", "digest": { "gitCommit": "{{Source}}" } }, { "uri": "pkg:docker/base" } ] },
            "runDetails": { "builder": { "id": "https://ci.example/builder" }, "metadata": { "startedOn": "2026-02-25T10:00:00Z", "finishedOn": "2026-02-25T10:05:00Z" } } } }
        """;

    private static readonly string V02 = $$"""
        { "_type": "https://in-toto.io/Statement/v0.1", "subject": [ { "name": "app.tar.gz", "digest": { "sha256": "{{Report.Digest}}" } }, { "name": "b", "digest": { "sha512": "{{Report.Digest}}{{Report.Digest}}" } } ],
          "predicateType": "https://slsa.dev/provenance/v0.2",
          "predicate": { "builder": { "id": "https://ci.example/old" }, "buildType": "https://ci.example/make",
            "invocation": { "configSource": { "uri": "git+https://git.example/app", "digest": { "sha1": "{{Source}}" }, "entryPoint": "ci.yml" } },
            "metadata": { "buildFinishedOn": "2026-02-25T10:05:00Z" }, "materials": [ { "uri": "git+https://git.example/app", "digest": { "sha1": "{{Source}}" } } ] } }
        """;

    [Fact]
    public void Version_1_names_builder_source_commit_and_what_was_built()
    {
        var fact = Report.Fact(V1);
        Assert.Equal((FactKind.Provenance, new DateTimeOffset(2026, 2, 25, 10, 5, 0, TimeSpan.Zero)), (fact.Kind, fact.Time));
        Assert.Equal((SubjectKind.Image, "sha256:" + Report.Digest), (fact.Subjects[0].Kind, Assert.Single(fact.Subjects).Id));
        Assert.Equal(
            new ProvenancePredicate { BuilderId = "https://ci.example/builder", BuildType = "https://ci.example/build/v1", Source = "https://git.example/app", SourceCommit = Source, Materials = 2 },
            fact.Predicate);
    }

    [Fact]
    public void Version_0_2_does_too()
    {
        var fact = Report.Fact(V02);
        Assert.Equal([SubjectKind.File, SubjectKind.File], fact.Subjects.Select(subject => subject.Kind));
        Assert.Equal(
            new ProvenancePredicate { BuilderId = "https://ci.example/old", BuildType = "https://ci.example/make", Source = "git+https://git.example/app", SourceCommit = Source, Materials = 1 },
            fact.Predicate);
    }

    [Fact]
    public void An_envelope_a_bundle_and_lines_of_them_are_opened()
    {
        Assert.Equal(FactKind.Provenance, Report.Fact(Envelope(V1)).Kind);
        Assert.Equal(FactKind.Provenance, Report.Fact($$"""{ "mediaType": "application/vnd.dev.sigstore.bundle.v0.3+json", "dsseEnvelope": {{Envelope(V02)}} }""").Kind);
        Assert.Equal(2, Report.Facts(Envelope(V1) + "\n" + Envelope(V02) + "\n").Length);
    }

    [Fact]
    public void No_subject_is_refused_and_that_of_the_import_is_not_taken() =>
        Assert.Contains("names no digest of what was built", Report.Problem(V1.Replace("\"sha256\": \"" + Report.Digest + "\"", "", StringComparison.Ordinal)));

    [Fact]
    public void No_builder_is_refused() => Assert.Contains("does not name its builder", Report.Problem(V1.Replace("\"id\"", "\"name\"", StringComparison.Ordinal)));

    [Theory]
    [InlineData("https://slsa.dev/provenance/v0.1")]
    [InlineData("https://cyclonedx.org/bom")]
    public void Another_predicate_is_refused_with_those_that_are_read(string type) =>
        Assert.Contains("only provenance is read: https://slsa.dev/provenance/v0.2 or https://slsa.dev/provenance/v1", Report.Problem(V1.Replace("https://slsa.dev/provenance/v1", type, StringComparison.Ordinal)));

    [Theory]
    [InlineData("not base64!", "no base64")]
    [InlineData("AAAA", "no JSON map")]
    [InlineData("", "no base64")]
    public void An_envelope_with_a_broken_payload_is_refused(string payload, string message) =>
        Assert.Contains(message, Report.Problem($$"""{ "payloadType": "application/vnd.in-toto+json", "payload": "{{payload}}", "signatures": [] }"""));

    [Fact]
    public void A_truncated_statement_is_refused()
    {
        Assert.Contains("not readable as JSON", Report.Problem(V1[..400]));
        Assert.Contains("no JSON map (", Report.Problem(Envelope(V1[..400])));
    }

    [Fact]
    public void Damage_never_throws()
    {
        Report.SurvivesDamage(V1, "slsa");
        Report.SurvivesDamage(V02, "slsa");
        Report.SurvivesDamage(Envelope(V1) + "\n" + Envelope(V02), "slsa");
    }

    private static string Envelope(string statement) =>
        $$"""{ "payloadType": "application/vnd.in-toto+json", "payload": "{{Convert.ToBase64String(Encoding.UTF8.GetBytes(statement))}}", "signatures": [ { "keyid": "", "sig": "AAAA" } ] }""";
}
