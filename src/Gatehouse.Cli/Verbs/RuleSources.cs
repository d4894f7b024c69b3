using System.Collections.Immutable;
using System.Text;
using Gatehouse.Git;
using Gatehouse.Host;
using Gatehouse.Rules.Secrets;
using Gatehouse.Secrets;

namespace Gatehouse.Cli.Verbs;

/// <summary>Rules of secrets by how a person names them: <c>builtin</c>, a pack file, a folder, <c>git:REVISION:FOLDER</c>.</summary>
internal static class RuleSources
{
    private const int LargestRule = 1 << 20;
    private const int LargestPack = 16 << 20;
    private const int MostFiles = 10_000;

    /// <summary>The rules, or everything that is wrong.</summary>
    public static (ImmutableArray<SecretRule> Rules, IReadOnlyList<string> Problems) Read(string name, App app)
    {
        if (name == "builtin")
            return (RulePack.Read(SecretsRulePack.Bytes.ToArray()), []);
        if (name.StartsWith("git:", StringComparison.Ordinal))
            return OfRevision(name, app);
        var path = Path.GetFullPath(name, app.Host.WorkingFolder);
        if (Directory.Exists(path))
            return OfFiles(name, Directory.EnumerateFiles(path, "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Take(MostFiles).Select(file => (Path.GetRelativePath(path, file), Bytes(file))));
        if (!BoundedFile.TryRead(path, out var bytes, out var problem, LargestPack))
            return ([], [$"{name}: {problem.ToSentence()}. Name builtin, a pack file, a folder of rules, or git:REVISION:FOLDER"]);
        return RulePack.TryRead(bytes) is { } rules ? (rules, []) : ([], [$"{name}: this is no pack of secrets rules (gatehouse rules pack FILE writes one)"]);
    }

    private static (ImmutableArray<SecretRule> Rules, IReadOnlyList<string> Problems) OfRevision(string name, App app)
    {
        var parts = name["git:".Length..].Split(':', 2);
        var folder = (parts.Length == 2 ? parts[1].Trim('/') : "rules/secrets") + "/";
        if (!GitRepository.Discover(app.Host.WorkingFolder, out var repository, out var why))
            return ([], [$"{name}: {why.Sentence}"]);
        using (repository)
        {
            if (!repository.TryResolveCommit(parts[0], out var commit, out why) || !repository.TryListFiles(commit, out var files, out why))
                return ([], [$"{name}: {why.Sentence}"]);
            var found = new List<(string, byte[]?)>();
            using (files)
            {
                while (files.MoveNext() && found.Count < MostFiles)
                {
                    var path = Encoding.UTF8.GetString(files.Path);
                    if (files.Mode is EntryMode.File or EntryMode.Executable && path.StartsWith(folder, StringComparison.Ordinal) && path.EndsWith(".yaml", StringComparison.Ordinal))
                        found.Add((path[folder.Length..], repository.TryReadContent(commit, path, out var bytes, out _, out _, LargestRule) ? bytes : null));
                }
            }

            return OfFiles(name, found);
        }
    }

    private static (ImmutableArray<SecretRule> Rules, IReadOnlyList<string> Problems) OfFiles(string name, IEnumerable<(string File, byte[]? Bytes)> files)
    {
        var rules = new Dictionary<string, SecretRule>(StringComparer.Ordinal);
        var problems = new List<string>();
        foreach (var (file, bytes) in files)
        {
            if (bytes is null)
            {
                problems.Add($"{name}/{file}: it cannot be read, or has more than {LargestRule} bytes");
                continue;
            }

            var (rule, wrong) = RuleFile.Read(bytes);
            problems.AddRange(wrong.Select(problem => $"{name}/{file}:{problem.Position}: {problem.Message}"));
            if (rule is not null && !rules.TryAdd(rule.Id, rule))
                problems.Add($"{name}/{file}: the id \"{rule.Id}\" is used twice");
        }

        if (rules.Count == 0 && problems.Count == 0)
            problems.Add($"{name}: no rule is there (*.yaml)");
        return ([.. rules.Values.OrderBy(rule => rule.Id, StringComparer.Ordinal)], problems);
    }

    private static byte[]? Bytes(string file) => BoundedFile.TryRead(file, out var bytes, out _, LargestRule) ? bytes : null;
}
