using Gatehouse.Catalogs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Gatehouse.Architecture.Tests.Build;

public class CatalogTests
{
    private const string PublicContract = """
        using Gatehouse.Model;
        namespace Gatehouse.Sample;
        public interface IThing;
        [CatalogOf(typeof(IThing), "Things")] public sealed class ThingAttribute : System.Attribute;

        """;

    [Fact]
    public void Marked_classes_are_listed_by_name_whatever_their_order_in_the_source()
    {
        var (text, errors) = Run("Gatehouse.Sample", PublicContract + "[Thing] internal class Zebra : IThing; [Thing] internal class Ape : IThing; internal class Unmarked : IThing;");
        Assert.Empty(errors);
        Assert.Contains("public static class SampleCatalog", text, StringComparison.Ordinal);
        Assert.Contains("public static global::System.Collections.Generic.IReadOnlyList<global::Gatehouse.Sample.IThing> Things", text, StringComparison.Ordinal);
        Assert.Equal(["new global::Gatehouse.Sample.Ape(),", "new global::Gatehouse.Sample.Zebra(),"], Listed(text));
    }

    [Fact]
    public void The_list_of_an_internal_contract_is_internal()
    {
        var (text, errors) = Run("Gatehouse.Sample", PublicContract.Replace("public interface", "internal interface", StringComparison.Ordinal).Replace("public sealed", "internal sealed", StringComparison.Ordinal) + "[Thing] internal class Ape : IThing;");
        Assert.Empty(errors);
        Assert.Contains("internal static global::System.Collections.Generic.IReadOnlyList<global::Gatehouse.Sample.IThing> Things", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_project_with_nothing_marked_has_no_catalog() => Assert.Equal("", Run("Gatehouse.Sample", PublicContract).Text);

    [Theory]
    [InlineData("[Thing] internal abstract class Bad : IThing;", "is abstract")]
    [InlineData("[Thing] internal class Bad;", "does not implement IThing")]
    [InlineData("[Thing] internal class Bad(int size) : IThing { public int Size => size; }", "has no constructor without parameters")]
    [InlineData("[Thing] internal class Bad : IThing { private Bad() { } }", "has no constructor without parameters")]
    public void A_class_that_cannot_be_listed_is_an_error_and_the_others_are_listed(string bad, string why)
    {
        var (text, errors) = Run("Gatehouse.Sample", PublicContract + bad + "[Thing] internal class Good : IThing;");
        var error = Assert.Single(errors);
        Assert.Equal(("GH0101", $"global::Gatehouse.Sample.Bad {why}, and so cannot be listed in Things"), (error.Id, error.GetMessage(null)));
        Assert.Equal(["new global::Gatehouse.Sample.Good(),"], Listed(text));
    }

    [Fact]
    public void The_composition_root_joins_the_public_lists_of_all_projects_in_their_order()
    {
        var contract = Compile("Gatehouse.Sample", PublicContract + "[Thing] internal class Own : IThing;", []);
        var other = Compile("Gatehouse.Other", "using Gatehouse.Sample; namespace Gatehouse.Other; [Thing] internal class Theirs : IThing;", [contract]);
        var (text, errors) = Run("gatehouse", "internal static class Program;", [other, contract], joins: true);
        Assert.Empty(errors);
        Assert.Contains("internal static class JoinedCatalogs", text, StringComparison.Ordinal);
        Assert.Equal([".. global::Gatehouse.Other.OtherCatalog.Things,", ".. global::Gatehouse.Sample.SampleCatalog.Things,"], Listed(text));
    }

    [Fact]
    public void Internal_lists_are_not_joined()
    {
        var contract = Compile("Gatehouse.Sample", PublicContract.Replace("public interface", "internal interface", StringComparison.Ordinal).Replace("public sealed", "internal sealed", StringComparison.Ordinal) + "[Thing] internal class Own : IThing;", []);
        Assert.Empty(Listed(Run("gatehouse", "internal static class Program;", [contract], joins: true).Text));
    }

    private static string[] Listed(string text) =>
        [.. text.Split('\n').Select(line => line.Trim()).Where(line => line.StartsWith("new ", StringComparison.Ordinal) || line.StartsWith("..", StringComparison.Ordinal))];

    private static (string Text, IReadOnlyList<Diagnostic> Errors) Run(string assembly, string source, IReadOnlyList<MetadataReference>? others = null, bool joins = false)
    {
        var (compilation, text, errors) = Generate(assembly, source, others ?? [], joins);
        // What was generated compiles: an error of the compiler's own would be ours.
        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        return (text, errors);
    }

    private static MetadataReference Compile(string assembly, string source, IReadOnlyList<MetadataReference> others)
    {
        using var image = new MemoryStream();
        var emitted = Generate(assembly, source, others, joins: false).Compilation.Emit(image);
        Assert.True(emitted.Success, string.Join('\n', emitted.Diagnostics));
        return MetadataReference.CreateFromImage(image.ToArray());
    }

    private static (Compilation Compilation, string Text, IReadOnlyList<Diagnostic> Errors) Generate(string assembly, string source, IReadOnlyList<MetadataReference> others, bool joins)
    {
        var before = CSharpCompilation.Create(
            assembly, [CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.Preview), cancellationToken: TestContext.Current.CancellationToken)],
            [.. References.Runtime, References.Model, .. others], new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        var driver = CSharpGeneratorDriver.Create(
            [new CatalogGenerator().AsSourceGenerator()], parseOptions: new CSharpParseOptions(LanguageVersion.Preview), optionsProvider: new Options(joins));
        var run = driver.RunGeneratorsAndUpdateCompilation(before, out var after, out _, TestContext.Current.CancellationToken).GetRunResult();
        return (after, string.Concat(run.GeneratedTrees), run.Diagnostics);
    }

    private sealed class Options(bool joins) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Global(joins);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;

        private sealed class Global(bool joins) : AnalyzerConfigOptions
        {
            public override bool TryGetValue(string key, out string value)
            {
                value = joins ? "true" : "";
                return key == "build_property.JoinsCatalogs";
            }
        }
    }
}
