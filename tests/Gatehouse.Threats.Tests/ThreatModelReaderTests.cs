using System.Text;
using Gatehouse.Model;

namespace Gatehouse.Threats.Tests;

public class ThreatModelReaderTests
{
    private static (ThreatModelPredicate Model, IReadOnlyList<string> Problems) Read(params string[] files)
    {
        var (model, problems) = ThreatModelReader.Read(files.Select((text, i) => ($"threats/{i}.yaml", Encoding.UTF8.GetBytes(text))));
        return (model, [.. problems.Select(problem => $"{problem.Path}:{problem.Position.Line} {problem.Message}")]);
    }

    [Fact]
    public void The_documented_example_is_sound()
    {
        var page = File.ReadAllText(Path.Combine(RepositoryRoot(), "docs", "how-to", "threat-model.md"));
        var example = page.Split("```yaml\n")[1].Split("```")[0];
        var (model, problems) = Read(example);
        Assert.Empty(problems);
        Assert.Equal(("SE", Severity.High), (model.Threats[0].Stride, model.Threats[0].Risk));
        Assert.Equal("@acme/identity", model.Requirements[0].Owner);
    }

    [Fact]
    public void Several_files_are_one_model()
    {
        var (model, problems) = Read("threats: [{id: T-1, title: x, stride: S, risk: high, mitigated-by: R-1}]", "requirements: [{id: R-1, text: y, owner: a, test: b}]");
        Assert.Empty(problems);
        Assert.Equal(["R-1"], model.Threats[0].MitigatedBy);
    }

    [Fact]
    public void Everything_wrong_is_said_at_once_with_its_line()
    {
        var (_, problems) = Read(
            """
            assets: [a]
            threats:
              - {id: T-1, title: x, stride: Q, risk: huge, assets: [b]}
              - {id: T-1, stride: S, risk: high, mitigated-by: [R-9]}
            requirement: []
            """);
        Assert.Contains("threats/0.yaml:3 stride takes one or more of the letters S, T, R, I, D, E", problems);
        Assert.Contains("threats/0.yaml:3 \"huge\" is no risk: write critical, high, medium or low", problems);
        Assert.Contains("threats/0.yaml:3 T-1 names the asset \"b\", which is not listed under assets", problems);
        Assert.Contains("threats/0.yaml:4 \"title\" is missing", problems);
        Assert.Contains("threats/0.yaml:4 T-1 is mitigated by R-9, and there is no such requirement", problems);
        Assert.Contains("threats/0.yaml:4 the id T-1 is used twice", problems);
        Assert.Contains("threats/0.yaml:5 the key \"requirement\" is not known; known are assets, threats, requirements", problems);
    }

    [Theory]
    [InlineData("- a")]
    [InlineData("threats: [1]")]
    [InlineData("assets: {a: b}")]
    [InlineData("a: [")]
    public void What_is_no_model_is_a_problem_and_never_an_exception(string text) => Assert.NotEmpty(Read(text).Problems);

    [Fact]
    public void An_empty_file_is_an_empty_model() => Assert.Empty(Read("").Problems);

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Gatehouse.slnx")))
            folder = folder.Parent;
        return folder!.FullName;
    }
}
