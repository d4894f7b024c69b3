using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using CsCheck;
using Gatehouse.Attestation.Statements;
using Gatehouse.Model;

namespace Gatehouse.Attestation.Tests;

public sealed class StatementTests
{
    private static readonly Fact Secrets = new()
    {
        Kind = FactKind.SecretsScan,
        Subjects = [Subject.OfCommit("1a2b3c4d5e6f7a8b9c0d1e2f3a4b5c6d7e8f9a0b", "main")],
        Producer = new Producer("secrets", "0.1.0"),
        Time = new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.Zero),
        Predicate = new ScanPredicate { Judged = 3 },
    };

    public static TheoryData<FactKind> Kinds => [.. Enum.GetValues<FactKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_fact_of_a_kind_comes_back_as_it_was(FactKind kind)
    {
        Gen.ULong.Sample(
            seed =>
            {
                var fact = new Arbitrary(seed).Fact(kind);
                var bytes = Statement.Write(fact);
                Assert.True(Statement.TryRead(bytes, out var back, out var problem), problem?.ToString());
                Assert.Null(Arbitrary.Difference(fact, back));
                Assert.Equal(bytes, Statement.Write(back));
            },
            iter: 60, threads: 1);
    }

    [Fact]
    public void The_bytes_of_a_fact_are_these()
    {
        Assert.Equal(
            """
            {"_type":"https://in-toto.io/Statement/v1",
            "subject":[{"name":"main","digest":{"gitCommit":"1a2b3c4d5e6f7a8b9c0d1e2f3a4b5c6d7e8f9a0b"},"annotations":{"gatehouseKind":"commit"}}],
            "predicateType":"https://gatehouse.dev/attestation/secrets-scan/v1",
            "predicate":{"gatehouse":{"kind":"secrets-scan","producer":{"name":"secrets","version":"0.1.0"},
            "time":"2026-01-31T12:00:00Z","completeness":"complete","states":{"judged":3,"applies":true}}}}
            """.Replace("\n", ""),
            Encoding.UTF8.GetString(Statement.Write(Secrets)));
    }

    [Fact]
    public void The_same_moment_in_another_zone_gives_the_same_bytes()
    {
        var elsewhere = Secrets with { Time = Secrets.Time.ToOffset(TimeSpan.FromHours(9)) };
        Assert.Equal(Statement.Write(Secrets), Statement.Write(elsewhere));
    }

    [Fact]
    public void Every_word_of_every_closed_set_is_written()
    {
        // A member without a word would throw when a fact is signed: too late.
        All(Words.FactKind); All(Words.SubjectKind); All(Words.Completeness); All(Words.NoticeKind); All(Words.FindingKind); All(Words.Severity);
        All(Words.Confidence); All(Words.BaselineState); All(Words.TestOutcome); All(Words.Stage); All(Words.Outcome); All(Words.GateMode);

        static void All<T>(WordTable<T> words)
            where T : struct, Enum
        {
            foreach (var value in Enum.GetValues<T>())
                Assert.Equal(value, words.Find(words.Of(value)));
        }
    }

    [Theory]
    [InlineData(Outcome.Pass, false, "PASSED")]
    [InlineData(Outcome.Warn, false, "PASSED")]
    [InlineData(Outcome.NotApplicable, false, "PASSED")]
    [InlineData(Outcome.Fail, false, "FAILED")]
    [InlineData(Outcome.Undecided, false, "FAILED")]
    [InlineData(Outcome.Pass, true, "FAILED")]
    public void A_verdict_is_a_SLSA_verification_summary_to_others(Outcome outcome, bool isTrial, string result)
    {
        var predicate = PublishedPart(Secrets with
        {
            Kind = FactKind.Verdict,
            Predicate = new VerdictPredicate(new GateVerdict
            {
                Stage = Stage.Build,
                Mode = GateMode.Enforce,
                Outcome = outcome,
                Criteria = [new CriterionResult { Criterion = "build.sbom", Outcome = outcome, Reason = "so", Facts = ["bb", "aa"] }],
                PolicyDigest = "cc",
                PolicySource = "default",
                IsTrial = isTrial,
                Subject = Secrets.Subjects[0],
                Time = Secrets.Time,
            }),
        });
        Assert.Equal(result, predicate.GetProperty("verificationResult").GetString());
        Assert.Equal("https://gatehouse.dev/gate/build", predicate.GetProperty("verifier").GetProperty("id").GetString());
        Assert.Equal("cc", predicate.GetProperty("policy").GetProperty("digest").GetProperty("sha256").GetString());
        Assert.Equal(
            ["aa", "bb"],
            predicate.GetProperty("inputAttestations").EnumerateArray().Select(one => one.GetProperty("digest").GetProperty("sha256").GetString()));
    }

    [Theory]
    [InlineData("CycloneDX 1.5", "https://cyclonedx.org/bom", "specVersion", "1.5")]
    [InlineData("SPDX 2.3", "https://spdx.dev/Document", "spdxVersion", "SPDX-2.3")]
    public void An_SBOM_is_a_document_of_its_own_format_to_others(string format, string type, string member, string version)
    {
        var fact = Secrets with
        {
            Kind = FactKind.Sbom,
            Predicate = new SbomPredicate { Format = format, Components = [new Component("left-pad", "1.3.0") { Purl = new PackageUrl("npm", null, "left-pad", "1.3.0") }] },
        };
        Assert.Equal(type, PredicateTypes.Of(fact));
        var predicate = PublishedPart(fact);
        Assert.Equal(version, predicate.GetProperty(member).GetString());
        Assert.Contains("pkg:npm/left-pad@1.3.0", predicate.GetProperty(format.StartsWith("SPDX") ? "packages" : "components").GetRawText());
    }

    [Fact]
    public void A_test_run_is_an_in_toto_test_result_to_others()
    {
        var predicate = PublishedPart(Secrets with
        {
            Kind = FactKind.TestRun,
            Predicate = new TestRunPredicate
            {
                Suite = "security",
                Passed = 1,
                Failed = 1,
                Cases = [new TestCase("good", TestOutcome.Passed), new TestCase("bad", TestOutcome.Failed), new TestCase("later", TestOutcome.Skipped)],
            },
        });
        Assert.Equal("FAILED", predicate.GetProperty("result").GetString());
        Assert.Equal("""["good"]""", predicate.GetProperty("passedTests").GetRawText());
        Assert.Equal("""["bad"]""", predicate.GetProperty("failedTests").GetRawText());
    }

    [Theory]
    [InlineData("\"complete\"", "\"splendid\"", "$.predicate.gatehouse.completeness", "complete partial failed")]
    [InlineData("\"judged\":3", "\"judged\":\"3\"", "$.predicate.gatehouse.states.judged", "a number")]
    [InlineData("\"judged\":3", "\"judged\":99999999999999999999", "$.predicate.gatehouse.states.judged", "64 bits")]
    [InlineData("\"judged\":3,", "", "$.predicate.gatehouse.states.judged", "missing")]
    [InlineData("2026-01-31T12:00:00Z", "2026-01-31T12:00:00", "$.predicate.gatehouse.time", "UTC")]
    [InlineData("secrets-scan/v1", "code-scan/v1", "$.predicateType", "secrets-scan/v1")]
    [InlineData("Statement/v1", "Statement/v0.1", "$._type", "Statement/v1")]
    [InlineData("\"gitCommit\":\"1a2b3c4d5e6f7a8b9c0d1e2f3a4b5c6d7e8f9a0b\"", "\"gitCommit\":7", "$.subject[0].digest", "texts")]
    [InlineData("\"name\":\"secrets\"", "\"name\":\"\\ud800\"", "$.predicate.gatehouse.producer.name", "surrogate")]
    [InlineData("\"applies\":true", "\"applies\":true,\"findings\":[{\"rule\":\"r\",\"supplier\":\"s\"}]", "$.predicate.gatehouse.states.findings[0].kind", "missing")]
    [InlineData("\"applies\":true", "\"applies\":true,\"findings\":[[]]", "$.predicate.gatehouse.states.findings[0]", "objects")]
    public void What_does_not_fit_is_named_with_its_path(string was, string becomes, string place, string says)
    {
        var problem = ReadProblem(Altered(was, becomes));
        Assert.Equal(AttestationProblemKind.WrongShape, problem.Kind);
        Assert.Equal(place, problem.Place);
        Assert.Contains(says, problem.Message);
    }

    [Fact]
    public void A_member_named_twice_is_refused_with_its_place()
    {
        var problem = ReadProblem(Altered("\"judged\":3", "\n\"judged\":3,\"judged\":0"));
        Assert.Equal(AttestationProblemKind.DuplicateMember, problem.Kind);
        Assert.Equal("2:12", problem.Place);
    }

    [Fact]
    public void A_member_named_twice_in_two_spellings_is_refused() =>
        Assert.Equal(AttestationProblemKind.DuplicateMember, ReadProblem(Altered("\"judged\":3", "\"judged\":3,\"j\\u0075dged\":0")).Kind);

    [Fact]
    public void A_statement_cut_short_is_an_error_with_its_place()
    {
        var bytes = Statement.Write(Secrets);
        for (var length = 0; length < bytes.Length; length++)
        {
            var problem = ReadProblem(bytes.AsMemory(0, length));
            Assert.Equal(AttestationProblemKind.NotJson, problem.Kind);
        }
    }

    [Fact]
    public void Text_that_is_no_UTF_8_is_refused()
    {
        var bytes = Statement.Write(Secrets);
        bytes[Array.IndexOf(bytes, (byte)'m')] = 0xFF;
        Assert.Contains("UTF-8", ReadProblem(bytes).Message);
    }

    [Fact]
    public void Depth_is_bounded() =>
        Assert.Equal(AttestationProblemKind.NotJson, ReadProblem(Altered("\"judged\":3", "\"judged\":" + new string('[', 100_000) + new string(']', 100_000))).Kind);

    [Fact]
    public void Size_is_bounded() => Assert.Equal(AttestationProblemKind.TooLarge, ReadProblem(new byte[(64 << 20) + 1]).Kind);

    [Fact]
    public void A_statement_of_another_tool_is_told_apart_and_its_header_read()
    {
        var bytes = Encoding.UTF8.GetBytes("""{"_type":"https://in-toto.io/Statement/v1","subject":[{"name":"app","digest":{"sha256":"ab"}}],"predicateType":"https://slsa.dev/provenance/v1","predicate":{"x":1}}""");
        Assert.Equal(AttestationProblemKind.Foreign, ReadProblem(bytes).Kind);
        Assert.True(Statement.TryReadHeader(bytes, out var header, out _));
        Assert.Equal("https://slsa.dev/provenance/v1", header.PredicateType);
        Assert.Equal("sha256:ab", Assert.Single(header.Subjects).Id);
        Assert.Equal("""{"x":1}""", Encoding.UTF8.GetString(header.Predicate.Span));
    }

    [Fact]
    public void Members_that_are_not_known_are_passed_over()
    {
        Assert.True(Statement.TryRead(Altered("\"judged\":3", "\"judged\":3,\"later\":{\"a\":[1]}"), out var fact, out _));
        Assert.Null(Arbitrary.Difference(Secrets, fact));
    }

    [Fact]
    public void Half_a_surrogate_pair_and_a_score_that_is_no_number_do_not_keep_a_fact_from_being_written()
    {
        // A text cut in the midst of an emoji, and a CVSS score of a broken report.
        var finding = new Finding
        {
            RuleId = "r", Supplier = "s", Kind = FindingKind.Vulnerability, Severity = Severity.Low, Message = "x\ud83d",
            Vulnerability = new VulnerabilityDetail { Cvss = double.NaN },
        };
        Assert.True(Statement.TryRead(Statement.Write(Secrets with { Predicate = new ScanPredicate { Findings = [finding] } }), out var fact, out var problem), problem?.ToString());
        var back = Assert.Single(((ScanPredicate)fact.Predicate).Findings);
        Assert.Equal(("x\ufffd", null), (back.Message, back.Vulnerability!.Cvss));
    }

    [Fact]
    public void A_fact_whose_predicate_belongs_to_another_kind_cannot_be_written() =>
        Assert.Throws<ArgumentException>(() => Statement.Write(Secrets with { Kind = FactKind.Sbom }));

    [Fact]
    public void Random_changes_never_throw()
    {
        var bytes = Statement.Write(new Arbitrary(7).Fact(FactKind.VulnerabilityScan));
        Gen.Select(Gen.Int[0, bytes.Length - 1], Gen.Byte).Sample(
            (place, value) =>
            {
                var changed = bytes.ToArray();
                changed[place] = value;
                Assert.True(Statement.TryRead(changed, out var fact, out var problem) ? fact is not null : problem is not null);
            },
            iter: 2000, threads: 1);
    }

    private static JsonElement PublishedPart(Fact fact) => JsonDocument.Parse(Statement.Write(fact)).RootElement.GetProperty("predicate");

    private static byte[] Altered(string was, string becomes)
    {
        var text = Encoding.UTF8.GetString(Statement.Write(Secrets));
        Assert.Contains(was, text);
        return Encoding.UTF8.GetBytes(text.Replace(was, becomes));
    }

    private static AttestationProblem ReadProblem(ReadOnlyMemory<byte> bytes)
    {
        Assert.False(Statement.TryRead(bytes, out _, out var problem));
        return problem;
    }
}
