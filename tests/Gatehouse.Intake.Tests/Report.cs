using System.Collections.Immutable;
using System.Text;
using Gatehouse.Attestation.Statements;
using Gatehouse.Model;

namespace Gatehouse.Intake.Tests;

/// <summary>Imports reports written in a test.</summary>
internal static class Report
{
    public static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static readonly Subject Commit = Subject.OfCommit(new string('a', 40), "main@aaaa");

    public static readonly string Digest = string.Concat(Enumerable.Repeat("0123456789abcdef", 4));

    public static ImportContext Context => new() { Subject = Commit, Now = Now };

    public static ImportResult Import(string report, string? importer = null) => Import(Encoding.UTF8.GetBytes(report), importer);

    public static ImportResult Import(byte[] report, string? importer = null) => ReportIntake.Import(new ReportFile("report.out", report), Context, importer);

    public static ImmutableArray<Fact> Facts(string report, string? importer = null)
    {
        var result = Import(report, importer);
        Assert.True(result.Succeeded, string.Join('\n', result.Problems));
        return result.Facts;
    }

    public static Fact Fact(string report, string? importer = null) => Assert.Single(Facts(report, importer));

    public static ImmutableArray<Finding> Findings(string report) => Findings(Fact(report));

    public static ImmutableArray<Finding> Findings(Fact fact) => Assert.IsType<ScanPredicate>(fact.Predicate).Findings;

    public static string Problem(string report, string? importer = null)
    {
        var result = Import(report, importer);
        Assert.Empty(result.Facts);
        return Assert.Single(result.Problems).ToString();
    }

    /// <summary>
    /// Hundreds of damaged copies: bytes flipped, parts cut out, doubled or taken from the end. None may throw; what comes
    /// out is facts that can be stored and read again, or a problem; and its redaction is still readable.
    /// </summary>
    public static void SurvivesDamage(string report, string importer) => SurvivesDamage(Encoding.UTF8.GetBytes(report), importer);

    /// <inheritdoc cref="SurvivesDamage(string, string)"/>
    public static void SurvivesDamage(byte[] sound, string importer)
    {
        var random = new Random(20260301);
        var imported = 0;
        for (var round = 0; round < 400; round++)
        {
            var bytes = Damage(sound, random);
            var file = new ReportFile("damaged", bytes);
            var result = ReportIntake.Import(file, Context, round % 2 == 0 ? null : importer);
            Assert.NotEqual(result.Facts.IsEmpty, result.Problems.IsEmpty);
            foreach (var fact in result.Facts)
            {
                imported++;
                Assert.True(Statement.TryRead(Statement.Write(fact), out _, out var problem), problem?.ToString());
            }

            foreach (var problem in result.Problems)
                Assert.DoesNotContain(problem.ToString(), char.IsControl);
            var redacted = new ReportFile("redacted", Redaction.Apply(bytes));
            if (file.Form == ReportForm.Json && file.Json.Succeeded)
                Assert.True(redacted.Json.Succeeded, redacted.Json.Error?.Message);
        }

        Assert.True(imported > 5, "the damage is too great to prove anything");
    }

    private static byte[] Damage(byte[] sound, Random random)
    {
        var bytes = sound.ToList();
        for (var hits = random.Next(1, 4); hits > 0 && bytes.Count > 2; hits--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(8))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 2:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 40), bytes.Count - at));
                    break;
                case 3:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(1, 40), bytes.Count - at)));
                    break;
                case 4 when random.Next(4) == 0:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                default:
                    Replace(bytes, random);
                    break;
            }
        }

        return [.. bytes];
    }

    // A value of another type, where there was a quoted text or a number: most of these are still JSON or XML.
    private static void Replace(List<byte> bytes, Random random)
    {
        string[] values = ["null", "-1", "1e999", "[]", "{}", "true", "\"\\u001b[2J\"", "\"\"", "99999999999999999999", "[[1]]", "\"../../etc/passwd\""];
        var start = bytes.IndexOf((byte)'"', random.Next(bytes.Count));
        var end = start < 0 ? -1 : bytes.IndexOf((byte)'"', start + 1);
        if (end < 0)
            return;
        bytes.RemoveRange(start, end - start + 1);
        bytes.InsertRange(start, Encoding.UTF8.GetBytes(values[random.Next(values.Length)]));
    }
}
