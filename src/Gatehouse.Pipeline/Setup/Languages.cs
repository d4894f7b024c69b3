namespace Gatehouse.Pipeline.Setup;

/// <summary>A language, how its files end, and tools whose reports Gatehouse takes in for it.</summary>
internal sealed record Language(string Name, string[] Endings, string Tools)
{
    /// <summary>Those that are looked for, sorted by name.</summary>
    public static IReadOnlyList<Language> All { get; } =
    [
        new("C and C++", [".c", ".h", ".cc", ".cpp", ".cxx", ".hpp"], "Flawfinder, Semgrep"),
        new("C#", [".cs"], "Semgrep, Trivy"),
        new("Dockerfile", ["dockerfile", "containerfile", ".dockerfile"], "Hadolint, Trivy"),
        new("Go", [".go"], "gosec, Trivy"),
        new("Java and Kotlin", [".java", ".kt", ".kts"], "Dependency-Check, Semgrep"),
        new("JavaScript and TypeScript", [".js", ".jsx", ".mjs", ".cjs", ".ts", ".tsx", ".mts"], "npm audit, Semgrep"),
        new("PHP", [".php"], "Semgrep, Trivy"),
        new("Python", [".py"], "Bandit, Semgrep"),
        new("Ruby", [".rb"], "Semgrep, Trivy"),
        new("Rust", [".rs"], "cargo-audit, Semgrep"),
        new("Shell", [".sh", ".bash"], "Semgrep"),
        new("Swift", [".swift"], "Semgrep"),
        new("Terraform", [".tf"], "Trivy"),
    ];

    /// <summary>Those of <see cref="All"/> in which programs are written.</summary>
    public static IEnumerable<Language> Code => All.Where(language => language.Name is not ("Dockerfile" or "Terraform"));

    /// <summary>Those of which a path tells, in the order of <see cref="All"/>. Only endings are looked at: a name may hold anything.</summary>
    public static IReadOnlyList<Language> Of(IEnumerable<string> paths)
    {
        var endings = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in paths)
        {
            var name = path[(path.LastIndexOf('/') + 1)..].ToLowerInvariant();
            var dot = name.LastIndexOf('.');
            endings.Add(dot < 0 ? name : name[dot..]);
        }

        return [.. All.Where(language => language.Endings.Any(endings.Contains))];
    }
}
