using Gatehouse.Secrets;

namespace Gatehouse.RuleCompiler;

/// <summary>Reads a folder of rules and says everything that is wrong, in the form that the build shows with file and line.</summary>
internal static class RuleFolder
{
    /// <summary>Null where something is wrong.</summary>
    public static IReadOnlyList<SecretRule>? Read(string folder, TextWriter errors)
    {
        var rules = new List<(SecretRule Rule, string File)>();
        var sound = true;
        foreach (var file in Directory.EnumerateFiles(folder, "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var (rule, problems) = RuleFile.Read(File.ReadAllBytes(file));
            foreach (var problem in problems)
                Say(file, problem.Position.Line, problem.Position.Column, problem.Message);
            if (rule is null)
                continue;
            rules.Add((rule, file));
            if (Path.GetFileNameWithoutExtension(file) != rule.Id)
                Say(file, 1, 1, $"the file of the rule \"{rule.Id}\" is named {rule.Id}.yaml");
        }

        foreach (var twice in rules.GroupBy(pair => pair.Rule.Id, StringComparer.Ordinal).Where(group => group.Count() > 1))
            Say(twice.Last().File, 1, 1, $"the id \"{twice.Key}\" is used twice, first in {Path.GetFileName(twice.First().File)}");
        return sound ? [.. rules.Select(pair => pair.Rule)] : null;

        void Say(string file, int line, int column, string message)
        {
            sound = false;
            errors.WriteLine($"{file}({line},{column}): error GH0201: {message}");
        }
    }
}
