using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using Gatehouse.Catalogs;
using Gatehouse.Engine;
using Gatehouse.Model;
using Gatehouse.Secrets;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Gatehouse.Architecture.Tests.Documentation;

/// <summary>What a how-to page shows works as it is shown.</summary>
public partial class HowToTests
{
    [Fact]
    public void The_secrets_rule_that_is_shown_is_sound_and_its_cases_hold()
    {
        var (rule, problems) = RuleFile.Read(Encoding.UTF8.GetBytes(Block("docs/how-to/secrets-rule.md", "yaml")));
        Hold.All(problems.Select(problem => $"{problem.Position}: {problem.Message}"));
        using var folder = new TempFolder();
        foreach (var (index, template) in rule!.Find.Index())
            folder.Write($"find/{index}", CaseTemplate.Expand(rule, template, index));
        foreach (var (index, template) in rule.Ignore.Index())
            folder.Write($"ignore/{index}", CaseTemplate.Expand(rule, template, 1000 + index));
        Assert.Equal(rule.Find.Select((_, index) => $"find/{index}"), Scan(new SecretsEngine(), folder, RulePack.Write([rule])));
    }

    [Fact]
    public void The_checksums_that_are_listed_are_those_that_there_are()
    {
        var page = Tree.Repository["docs/how-to/secrets-rule.md"];
        var listed = page[page.IndexOf("Checksums: ", StringComparison.Ordinal)..].Split('\n')[0];
        Assert.Equal($"Checksums: {string.Join(", ", SecretChecksum.Names.Select(name => $"`{name}`"))}.", listed);
    }

    [Fact]
    public void The_engine_that_is_shown_compiles_is_listed_and_finds()
    {
        var engine = Compile(Block("docs/how-to/engine.md", "csharp"));
        using var folder = new TempFolder();
        // Put together: these files themselves are no conflict.
        folder.Write("src/a.c", "int a;\n" + new string('<', 7) + " ours\n").Write("src/b.c", "int b;\n");
        Assert.Equal(["src/a.c"], Scan(engine, folder));
    }

    private static string[] Scan(IEngine engine, TempFolder folder, byte[]? secretsPack = null)
    {
        var context = new EngineContext
        {
            Now = DateTimeOffset.UnixEpoch,
            RulePacks = secretsPack is null ? new Dictionary<string, ReadOnlyMemory<byte>>() : new() { [RulePack.Name] = secretsPack },
        };
        using var source = new WorkingTreeSource(folder.Root);
        var result = Runner.Run(new RunRequest { Engines = [new EngineRun(engine, engine.Open(context))], Source = source }, TestContext.Current.CancellationToken);
        Assert.Equal(Completeness.Complete, result.Reports[0].Completeness);
        return [.. result.Reports[0].Findings.Select(finding => finding.Location!.Path)];
    }

    private static IEngine Compile(string source)
    {
        var options = new CSharpParseOptions(LanguageVersion.Preview);
        const string usings = "global using System; global using System.Collections.Generic; global using System.Linq; global using System.Threading;";
        var before = CSharpCompilation.Create(
            "Gatehouse.Conflicts",
            [CSharpSyntaxTree.ParseText(usings, options), CSharpSyntaxTree.ParseText(source, options)],
            [.. References.Runtime, References.Model, MetadataReference.CreateFromFile(typeof(IEngine).Assembly.Location)],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        CSharpGeneratorDriver.Create([new CatalogGenerator().AsSourceGenerator()], parseOptions: options)
            .RunGeneratorsAndUpdateCompilation(before, out var after, out _, TestContext.Current.CancellationToken);
        using var image = new MemoryStream();
        var emitted = after.Emit(image, cancellationToken: TestContext.Current.CancellationToken);
        Hold.All(emitted.Diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).Select(diagnostic => diagnostic.ToString()));
        var catalog = Assembly.Load(image.ToArray()).GetType("Gatehouse.Conflicts.ConflictsCatalog")!;
        return Assert.Single((IReadOnlyList<IEngine>)catalog.GetProperty("Engines")!.GetValue(null)!);
    }

    private static string Block(string page, string language) =>
        Fence().Matches(Tree.Repository[page]).First(fence => fence.Groups["language"].Value == language).Groups["text"].Value;

    [GeneratedRegex("^```(?<language>[a-z]+)\n(?<text>.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Fence();
}
