using System.Text;
using Gatehouse.Engine;
using Gatehouse.GitleaksCases;
using Gatehouse.Model;
using Gatehouse.Rules.Secrets;
using Gatehouse.Secrets;

// gitleaks-cases FOLDER [--misses]   FOLDER holds gitleaks' cmd/generate/config/rules
var rules = RulePack.Read(SecretsRulePack.Bytes.ToArray());
var providers = rules.SelectMany(rule => new[] { rule.Id, rule.Provider }).SelectMany(name => name.ToLowerInvariant().Split(' ', '-', '.')).Where(word => word.Length > 2).ToHashSet(StringComparer.Ordinal);
var engine = new SecretsEngine();
using var session = engine.Open(new EngineContext { Now = DateTimeOffset.UnixEpoch, RulePacks = new Dictionary<string, ReadOnlyMemory<byte>> { [RulePack.Name] = SecretsRulePack.Bytes.ToArray() } }).Session!;
using var reader = session.CreateReader();
var note = new NoteWriter();
var cases = Directory.EnumerateFiles(args[0], "*.go").Order(StringComparer.Ordinal).SelectMany(file => GoCases.Read(File.ReadAllText(file)))
    .Where(found => providers.Contains(found.RuleId.Split('-')[0]) || found.RuleId.Contains("generic", StringComparison.Ordinal)).ToList();
var (found, missed, silent, loud) = (0, new List<GoCase>(), 0, new List<GoCase>());
foreach (var test in cases)
{
    note.Clear();
    reader.Read(new FileContent("src/config.txt"u8, Encoding.UTF8.GetBytes(test.Text)), note);
    var hit = note.Written.Length > 0;
    if (test.IsTruePositive)
        (hit ? () => found++ : (Action)(() => missed.Add(test)))();
    else
        (hit ? () => loud.Add(test) : (Action)(() => silent++))();
}

var (positives, negatives) = (found + missed.Count, silent + loud.Count);
Console.WriteLine($"found {found} of {positives} ({100.0 * found / positives:0.0} %), silent on {silent} of {negatives} false positives ({100.0 * silent / negatives:0.0} %), {cases.Select(test => test.RuleId).Distinct().Count()} of gitleaks' rules");
if (args.Contains("--misses"))
{
    foreach (var group in missed.GroupBy(test => test.RuleId))
        Console.WriteLine($"missed {group.Count()} {group.Key}{string.Concat(group.Select(test => "\n    " + test.Text.ReplaceLineEndings(" "))) }");
    foreach (var group in loud.GroupBy(test => test.RuleId))
        Console.WriteLine($"loud {group.Count()} {group.Key}");
}

return 0;
