using Gatehouse.Engine;
using Gatehouse.Model;

namespace Gatehouse.Threats.Tests;

/// <summary>The engine in the runner, over real files.</summary>
public sealed class EngineTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gatehouse-threats-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void The_catalog_lists_it() => Assert.Equal(["threats"], ThreatsCatalog.Engines.Select(engine => engine.Name));

    [Fact]
    public void Files_below_threats_become_one_fact()
    {
        Write("threats/a.yaml", "assets: [orders]");
        Write("threats/pay/b.yml", "threats: [{id: T-1, title: a, stride: S, risk: low, assets: [orders]}]");
        Write("src/threats/c.yaml", "unknown: x");
        Write("threats/readme.md", "unknown: x");
        var report = Run();
        Assert.Equal(Completeness.Complete, report.Completeness);
        Assert.Equal(2, report.Files);
        var result = Assert.Single(report.Results);
        Assert.Equal(FactKind.ThreatModel, result.Kind);
        Assert.Equal("threats/pay/b.yml", Assert.Single(Assert.IsType<ThreatModelPredicate>(result.Predicate).Threats).Location!.Path);
    }

    [Fact]
    public void A_file_with_a_problem_makes_the_fact_partial()
    {
        Write("threats/a.yaml", "assets: [orders]\nthreat: []");
        var report = Run();
        Assert.Equal(Completeness.Partial, report.Completeness);
        Assert.Equal("threats/a.yaml line 2: the key \"threat\" is not known in the file. Known are: assets, threats, requirements.", Assert.Single(report.Notices.Select(notice => $"{notice.Path} {notice.Reason}")));
    }

    [Fact]
    public void Without_files_there_is_no_fact()
    {
        Write("src/a.cs", "class A;");
        var report = Run();
        Assert.Equal(Completeness.Complete, report.Completeness);
        Assert.Empty(report.Results);
    }

    [Fact]
    public void A_file_that_could_not_be_read_leaves_a_partial_fact_so_that_the_gate_is_judged()
    {
        Write("threats/a.yaml", "# " + new string('x', 100_000));
        var report = Run(new SourceOptions { MaxFileBytes = 50_000 });
        Assert.Equal(Completeness.Partial, report.Completeness);
        Assert.Equal(FactKind.ThreatModel, Assert.Single(report.Results).Kind);
    }

    private ScanReport Run(SourceOptions? options = null)
    {
        using var source = new WorkingTreeSource(_folder.FullName);
        var engine = new ThreatsEngine();
        var request = new RunRequest { Engines = [new EngineRun(engine, engine.Open(new EngineContext { Now = DateTimeOffset.UnixEpoch }))], Source = source, Options = options ?? new SourceOptions() };
        return Assert.Single(Runner.Run(request, TestContext.Current.CancellationToken).Reports);
    }

    private void Write(string path, string text)
    {
        var file = Path.Combine(_folder.FullName, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
