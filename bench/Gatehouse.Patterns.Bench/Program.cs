using System.Diagnostics;
using System.Globalization;
using System.Text;
using Gatehouse.Patterns;

// Usage: Gatehouse.Patterns.Bench FOLDER [LITERALS] [MEGABYTES [literals]]
// LITERALS: a text a line, "i:" before one that ignores case and "c:" before one that does not; without it 240 made-up words.
if (args.Length == 0 || !Directory.Exists(args[0]))
{
    Console.Error.WriteLine("NOT MEASURED: name a folder of sources as the first argument.");
    return 3;
}

var files = Corpus.Read(args[0], (args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 200) * 1_000_000L);
var bytes = files.Sum(file => (long)file.Length);
var literals = args.Length > 1 ? Corpus.Literals(args[1]) : Corpus.MadeUpLiterals(240);
Console.WriteLine($"{files.Count} files, {bytes / 1e6:F0} MB; {literals.Count} literals");

Measure("build of the matcher", 0, () => { _ = LiteralMatcher.Build(literals); return 0; });
var matcher = LiteralMatcher.Build(literals);
Measure("literals, all files", bytes, () => Count(matcher, files));
var small = files.Where(file => file.Length < 1024).ToList();
var smallBytes = small.Sum(file => (long)file.Length);
Measure("literals, files under 1 KB, 20 times", smallBytes * 20, () => Enumerable.Range(0, 20).Sum(_ => Count(matcher, small)));
var joined = new byte[Math.Min(bytes, 100_000_000)];
var filled = 0;
foreach (var file in files)
{
    var take = Math.Min(file.Length, joined.Length - filled);
    file.AsSpan(0, take).CopyTo(joined.AsSpan(filled));
    filled += take;
}

Measure("literals, one large text", joined.Length, () => Count(matcher, [joined]));
if (args.Contains("literals"))
    return 0;
foreach (var text in new[] { @"\bghp_[0-9A-Za-z]{36}\b", @"[a-z]+_[a-z]+_init\(", @"(?i)copyright\s+\(c\)\s+(\d{4})", @"(?:foo|bar|baz)+x", @"\w+@\w+\.org" })
{
    var pattern = BytePattern.Parse(text).Pattern!;
    Measure("pattern " + text, joined.Length, () => CountMatches(pattern, joined));
}

return 0;

static long Count(LiteralMatcher matcher, List<byte[]> files)
{
    var sink = new Counter();
    foreach (var file in files)
        matcher.Scan(file, ref sink);
    return sink.Hits;
}

static long CountMatches(BytePattern pattern, byte[] text)
{
    var groups = new PatternGroup[1];
    var scratch = new PatternScratch();
    var count = 0L;
    for (var from = 0; from < text.Length && pattern.TryMatch(text, from, text.Length, groups, scratch); from = Math.Max(from + 1, groups[0].End))
        count++;
    return count;
}

// CPU time, not wall time: the machine may be shared.
static void Measure(string name, long bytes, Func<long> run)
{
    var result = run();
    var best = double.MaxValue;
    for (var (i, all) = (0, Stopwatch.StartNew()); i < 3 || (i < 15 && all.ElapsedMilliseconds < 1500); i++)
    {
        var before = Environment.CpuUsage.TotalTime;
        result = run();
        best = Math.Min(best, (Environment.CpuUsage.TotalTime - before).TotalSeconds);
    }

    var speed = bytes == 0 || best == 0 ? "" : $"{bytes / 1e6 / best,8:F0} MB/s";
    Console.WriteLine($"{name,-50} {best * 1000,9:F2} ms {speed} {result,9} found");
}

internal struct Counter : ILiteralSink
{
    public long Hits;

    public void Hit(int literal, int end) => Hits++;
}

internal static class Corpus
{
    /// <summary>Every n-th file of the sorted tree, so that the sample is of all its parts.</summary>
    public static List<byte[]> Read(string folder, long most)
    {
        var paths = Directory.EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint }).Order(StringComparer.Ordinal).ToList();
        var files = new List<byte[]>();
        var total = 0L;
        for (var i = 0; i < paths.Count && total < most; i += 6)
        {
            var file = File.ReadAllBytes(paths[i]);
            files.Add(file);
            total += file.Length;
        }

        return files;
    }

    public static List<Literal> Literals(string file) =>
        [.. File.ReadLines(file).Where(line => line.Length > 2).Select(line => new Literal(Encoding.UTF8.GetBytes(line[2..]), line[0] == 'i'))];

    public static List<Literal> MadeUpLiterals(int count)
    {
        var random = new Random(7);
        return [.. Enumerable.Range(0, count).Select(i => new Literal(Encoding.ASCII.GetBytes([.. Enumerable.Range(0, random.Next(3, 16)).Select(_ => "abcdefghijklmnopqrstuvwxyz_-"[random.Next(28)])]), i % 3 == 0))];
    }
}
