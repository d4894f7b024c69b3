using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using CsCheck;
using Gatehouse.Engine;
using Gatehouse.Model;
using Gatehouse.Rules.Secrets;
using Gatehouse.Secrets;

namespace Gatehouse.Refinery.Tests;

/// <summary>
/// Random files with secrets in them, random edits, and the real secrets engine over both states: what was there must be
/// Unchanged and what is added must be New, whatever was inserted, deleted, indented, moved, renamed or copied.
/// </summary>
public class FingerprintPropertyTests(ITestOutputHelper output)
{
    private static readonly ImmutableArray<(SecretRule Rule, int Case)> Cases =
    [
        .. RulePack.Read(SecretsRulePack.Bytes.ToArray())
            .SelectMany(rule => rule.Find.Select((template, index) => (rule, index, template)))
            .Where(pair => !pair.template.Contains('\n')).Select(pair => (pair.rule, pair.index)),
    ];

    [Fact]
    public void Edits_change_the_state_of_less_than_one_finding_in_a_hundred_and_no_two_findings_collide()
    {
        using var session = new SecretsEngine().Open(new EngineContext
        {
            Now = Sample.Now,
            RulePacks = new Dictionary<string, ReadOnlyMemory<byte>> { [RulePack.Name] = SecretsRulePack.Bytes.ToArray() },
        }).Session!;
        var tally = new Tally();
        Gen.Int[0, int.MaxValue - 1].Sample(seed => Judge(session, new Random(seed), tally), iter: 600, threads: 1);

        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{tally.Findings} findings in edited files, {tally.New} of them new: {tally.Mismatches} wrong = {100.0 * tally.Mismatches / tally.Findings:0.000} %; {tally.Prints.Count} fingerprints, {tally.Collisions.Count} collisions, and {tally.BeyondReach} between lines that differ only further than 200 bytes from the secret"));
        Assert.InRange(tally.New, tally.Findings / 20, tally.Findings / 2);
        Assert.InRange(100.0 * tally.Mismatches / tally.Findings, 0, 0.999);
        Assert.True(tally.Collisions.Count == 0, string.Join("\n", tally.Collisions.Take(5)));
    }

    private static void Judge(IEngineSession session, Random random, Tally tally)
    {
        var before = World.Random(random);
        var (after, renames) = before.Edited(random);
        var changed = after.Files.Keys.Where(path => !before.Files.TryGetValue(path, out var old) || old.Text != after.Files[path].Text).ToImmutableHashSet(StringComparer.Ordinal);
        var gone = before.Files.Keys.Where(path => !after.Files.ContainsKey(path) || changed.Contains(path)).ToHashSet(StringComparer.Ordinal);
        var now = Scan(session, after.Files);
        var result = Refine.Run(new RefineRequest
        {
            Findings = now,
            Now = Sample.Now,
            Base = new BaseFindings { Findings = Scan(session, before.Files.Where(pair => gone.Contains(pair.Key))), ChangedPaths = changed, Renames = renames },
        });

        Assert.Equal(now.Length, result.Findings.Length);
        var known = before.Files.Values.SelectMany(file => file.Lines).Select(line => line.Identity).ToHashSet();
        // Two copies of one line in one file are one text twice: which of them is the new one, nobody can tell.
        // Files that nobody touched are right by themselves and are not counted.
        foreach (var alike in result.Findings.Where(finding => changed.Contains(finding.Location!.Path)).GroupBy(finding => (finding.RuleId, finding.Location!.Path, after.LineOf(finding).Text.Trim())))
        {
            var expectedNew = alike.Count(finding => !known.Contains(after.LineOf(finding).Identity));
            var markedNew = alike.Count(finding => finding.Baseline == BaselineState.New);
            tally.Findings += alike.Count();
            tally.New += expectedNew;
            tally.Mismatches += Math.Abs(expectedNew - markedNew) + alike.Count(finding => finding.Baseline == BaselineState.Unknown);
        }

        foreach (var finding in result.Findings)
            tally.Note(finding, after.Files[finding.Location!.Path].Lines);
    }

    private static ImmutableArray<Finding> Scan(IEngineSession session, IEnumerable<KeyValuePair<string, World.File>> files)
    {
        using var reader = session.CreateReader();
        var writer = new NoteWriter();
        var notes = new List<FileNote>();
        foreach (var (path, file) in files.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            writer.Clear();
            reader.Read(new FileContent(Encoding.UTF8.GetBytes(path), Encoding.UTF8.GetBytes(file.Text)), writer);
            if (writer.Written.Length > 0)
                notes.Add(new FileNote(path, writer.Written.ToArray()));
        }

        var conclusion = session.Conclude(new NoteSet(notes, notes.Count), new NoOtherFiles(), CancellationToken.None);
        return [.. conclusion.Results.SelectMany(found => ((ScanPredicate)found.Predicate).Findings)];
    }

    private sealed class NoOtherFiles : IProjectReader
    {
        public bool TryOpen(string path, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out byte[]? bytes)
        {
            bytes = null;
            return false;
        }
    }

    private sealed class Tally
    {
        private const int Reach = 200;
        private readonly Dictionary<Fingerprint, string> _whole = [];

        public int Findings { get; set; }

        public int New { get; set; }

        public int Mismatches { get; set; }

        public List<string> Collisions { get; } = [];

        /// <summary>Lines that are one to the fingerprint, since it reads 200 bytes a side: told, and not counted as collisions.</summary>
        public int BeyondReach { get; private set; }

        public Dictionary<Fingerprint, string> Prints { get; } = [];

        // What a fingerprint stands for: the rule and the text on the line before the secret and behind it. Where a rule's
        // match takes the line's end with it, what is behind is the next line.
        public void Note(Finding finding, List<World.Line> lines)
        {
            var region = finding.Location!.Region!.Value;
            var before = lines[region.StartLine - 1].Text[..(region.StartColumn - 1)];
            var behind = region.EndLine <= lines.Count ? lines[region.EndLine - 1].Text[(region.EndColumn - 1)..] : "";
            var meaning = Meaning(finding.RuleId, before, behind);
            if (Prints.TryAdd(finding.Fingerprint, meaning) || Prints[finding.Fingerprint] == meaning)
            {
                if (!_whole.TryAdd(finding.Fingerprint, before + "|" + behind) && Trimmed(_whole[finding.Fingerprint]) != Trimmed(before + "|" + behind))
                    BeyondReach++;
            }
            else
            {
                Collisions.Add(Prints[finding.Fingerprint] + " == " + meaning);
            }
        }

        private static string Meaning(string rule, string before, string behind) =>
            string.Join('|', rule, Blanks(before[Math.Max(0, before.Length - Reach)..]).TrimStart(), Blanks(behind[..Math.Min(behind.Length, Reach)]).TrimEnd());

        private static string Trimmed(string text) => Blanks(text).Trim();

        private static string Blanks(string text) => string.Join(' ', text.Split([' ', '\t']).Where((part, index) => index == 0 || part.Length > 0 || index == text.Length));
    }

    /// <summary>A tree of files whose lines know who they are, through every edit.</summary>
    private sealed class World
    {
        private static readonly string[] Folders = ["", "src/", "src/api/", "src/api/v2/", "deploy/", "deploy/prod/", "tools/", "lib/core/"];
        private static readonly string[] Words = ["server", "retry", "limit", "queue", "shard", "cache", "batch", "index", "region", "mode", "level", "window", "host", "worker"];
        private int _next = 1;

        public SortedDictionary<string, File> Files { get; } = new(StringComparer.Ordinal);

        public Line LineOf(Finding finding) => Files[finding.Location!.Path].Lines[finding.Location.Region!.Value.StartLine - 1];

        public static World Random(Random random)
        {
            var world = new World();
            var count = random.Next(3, 12);
            while (world.Files.Count < count)
            {
                var file = new File([.. Enumerable.Range(0, random.Next(10, 60)).Select(_ => world.Filler(random))]);
                for (var findings = random.Next(0, 7); findings > 0; findings--)
                    file.Lines.Insert(random.Next(file.Lines.Count + 1), world.Finding(random));
                world.Files[NewPath(random)] = file;
            }

            return world;
        }

        public (World World, ImmutableDictionary<string, string> Renames) Edited(Random random)
        {
            var after = new World { _next = _next };
            foreach (var (path, file) in Files)
                after.Files[path] = new File([.. file.Lines]);
            var renames = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
            for (var edits = random.Next(1, 9); edits > 0; edits--)
                after.Edit(random, renames);
            return (after, renames.ToImmutable());
        }

        private void Edit(Random random, ImmutableDictionary<string, string>.Builder renames)
        {
            var path = Pick(random, Files.Keys);
            var lines = Files[path].Lines;
            var start = random.Next(lines.Count);
            var length = Math.Min(lines.Count - start, random.Next(1, 12));
            switch (random.Next(8))
            {
                case 0:
                    lines.InsertRange(start, Enumerable.Range(0, length).Select(_ => Filler(random)));
                    break;
                case 1:
                    var kept = lines.GetRange(start, length).Where(line => line.IsFinding).ToList();
                    lines.RemoveRange(start, length);
                    lines.InsertRange(start, kept);
                    break;
                case 2:
                    var indent = new string(random.Next(2) == 0 ? ' ' : '\t', random.Next(0, 9));
                    for (var i = start; i < start + length; i++)
                        lines[i] = lines[i] with { Text = indent + lines[i].Text.TrimStart() + (random.Next(4) == 0 ? "  " : "") };
                    break;
                case 3:
                    var block = lines.GetRange(start, length);
                    lines.RemoveRange(start, length);
                    var target = Files[random.Next(2) == 0 ? path : Pick(random, Files.Keys)].Lines;
                    target.InsertRange(random.Next(target.Count + 1), block);
                    break;
                case 4:
                    var renamed = NewPath(random);
                    if (Files.ContainsKey(renamed) || renames.ContainsKey(renamed))
                        break;
                    Files[renamed] = Files[path];
                    Files.Remove(path);
                    var origin = renames.FirstOrDefault(pair => pair.Value == path).Key ?? path;
                    // git sees four renames in five; the others are a deletion and an addition.
                    if (random.Next(5) > 0)
                        renames[origin] = renamed;
                    else
                        renames.Remove(origin);
                    break;
                case 5:
                    if (lines.Where(line => line.IsFinding).ToList() is { Count: > 0 } found)
                    {
                        var copy = found[random.Next(found.Count)] with { Identity = _next++ };
                        var into = Files[random.Next(2) == 0 ? path : Pick(random, Files.Keys)].Lines;
                        into.Insert(random.Next(into.Count + 1), copy);
                    }

                    break;
                default:
                    lines.Insert(random.Next(lines.Count + 1), Finding(random));
                    break;
            }

            if (lines.Count == 0)
                lines.Add(Filler(random));
        }

        private Line Filler(Random random) => new(string.Create(CultureInfo.InvariantCulture, $"{Pick(random, Words)}.{Pick(random, Words)} {random.Next(100)}"), _next++, false);

        // One in eight stands on a line that says nothing of its own: its like may stand in any file.
        private Line Finding(Random random)
        {
            var (rule, index) = Cases[random.Next(Cases.Length)];
            var text = CaseTemplate.Expand(rule, rule.Find[index], index, random.Next());
            var own = random.Next(8) == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"  # {Pick(random, Words)} {Pick(random, Words)} {random.Next(40)}");
            return new Line(text + own, _next++, true);
        }

        private static string NewPath(Random random) => string.Create(CultureInfo.InvariantCulture, $"{Pick(random, Folders)}{Pick(random, Words)}{random.Next(30)}.conf");

        private static string Pick(Random random, IReadOnlyCollection<string> from) => from.ElementAt(random.Next(from.Count));

        public sealed class File(List<Line> lines)
        {
            public List<Line> Lines { get; } = lines;

            public string Text => string.Join('\n', Lines.Select(line => line.Text)) + "\n";
        }

        public sealed record Line(string Text, int Identity, bool IsFinding);
    }
}
