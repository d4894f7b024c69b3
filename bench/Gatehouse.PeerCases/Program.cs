using Gatehouse.PeerCases;
using Gatehouse.Rules.Secrets;
using Gatehouse.Secrets;

// gitleaks FOLDER [--misses]     FOLDER holds gitleaks' cmd/generate/config/rules
// kingfisher FOLDER [--misses]   FOLDER is a checkout of mongodb/kingfisher
var rules = RulePack.Read(SecretsRulePack.Bytes.ToArray());
var showsMisses = args.Contains("--misses");
using var scan = new PeerScan();
return args[0] == "kingfisher" ? Kingfisher(args[1]) : Gitleaks(args[1]);

int Gitleaks(string folder)
{
    var providers = rules.SelectMany(rule => new[] { rule.Id, rule.Provider }).SelectMany(name => name.ToLowerInvariant().Split(' ', '-', '.')).Where(word => word.Length > 2).ToHashSet(StringComparer.Ordinal);
    var cases = Directory.EnumerateFiles(folder, "*.go").Order(StringComparer.Ordinal).SelectMany(file => GoCases.Read(File.ReadAllText(file)))
        .Where(found => providers.Contains(found.RuleId.Split('-')[0]) || found.RuleId.Contains("generic", StringComparison.Ordinal)).ToList();
    var tried = cases.Select(test => (Case: test, IsFound: scan.Finds(test.Text))).ToList();
    var positives = tried.Where(test => test.Case.IsTruePositive).ToList();
    var negatives = tried.Where(test => !test.Case.IsTruePositive).ToList();
    Console.WriteLine($"found {Share(positives.Count(test => test.IsFound), positives.Count)}, silent on {Share(negatives.Count(test => !test.IsFound), negatives.Count)} false positives, {cases.Select(test => test.RuleId).Distinct().Count()} of gitleaks' rules");
    if (showsMisses)
    {
        foreach (var group in positives.Where(test => !test.IsFound).GroupBy(test => test.Case.RuleId))
            Console.WriteLine($"missed {group.Count()} {group.Key}{string.Concat(group.Select(test => "\n    " + test.Case.Text.ReplaceLineEndings(" "))) }");
        foreach (var group in negatives.Where(test => test.IsFound).GroupBy(test => test.Case.RuleId))
            Console.WriteLine($"loud {group.Count()} {group.Key}");
    }

    return 0;
}

int Kingfisher(string folder)
{
    var root = Path.Combine(folder, "data", "rules");
    var files = Directory.EnumerateFiles(root).Where(path => Path.GetExtension(path) is ".yml" or ".yaml").Order(StringComparer.Ordinal).Select(KingfisherFile.Read).ToList();
    var providers = new KingfisherProviders(rules);
    var covered = files.Where(file => providers.Covers(file.Name)).ToList();
    Console.WriteLine($"covered, {covered.Count} of {files.Count} files: {string.Join(' ', covered.Select(file => file.Name))}");
    Console.WriteLine($"not covered: {string.Join(' ', files.Except(covered).Select(file => file.Name))}");
    var tried = covered.SelectMany(file => file.Examples).Select(example => (example.Rule, example.Text, example.IsHelper, IsFound: scan.Finds(example.Text))).ToList();
    if (showsMisses)
    {
        foreach (var group in tried.Where(test => !test.IsFound).GroupBy(test => test.Rule))
            Console.WriteLine($"missed {group.Count()} of {tried.Count(test => test.Rule == group.Key)} {group.Key}{string.Concat(group.Select(test => "\n    " + test.Text.ReplaceLineEndings("\\n"))) }");
    }

    var secrets = tried.Where(test => !test.IsHelper).ToList();
    Console.WriteLine($"without the helpers, which Kingfisher itself never shows: {Share(secrets.Count(test => test.IsFound), secrets.Count)}");
    Console.WriteLine($"and with typed runs (abcdef, 1234, qwerty) drawn anew: {Share(secrets.Count(test => test.IsFound || scan.Finds(DrawnAnew.Of(test.Text))), secrets.Count)}");
    Console.WriteLine($"found {Share(tried.Count(test => test.IsFound), tried.Count)} examples of {tried.Select(test => test.Rule).Distinct().Count()} rules of {covered.Count(file => file.Examples.Count > 0)} files");
    return 0;
}

static string Share(int part, int whole) => $"{part} of {whole} ({100.0 * part / Math.Max(1, whole):0.0} %)";
