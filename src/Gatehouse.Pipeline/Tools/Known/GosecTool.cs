using Gatehouse.Model;

namespace Gatehouse.Pipeline.Tools.Known;

/// <summary>gosec on a Go module: its README. It loads packages with the go command, which may not fetch another version of itself.</summary>
[ForeignTool]
internal sealed class GosecTool : IForeignTool
{
    public ForeignTool Tool { get; } = new()
    {
        Name = "gosec",
        Title = "gosec",
        Programs = ["gosec"],
        Arguments = ["-fmt", "json", "-out", "{report}", "-no-fail", "{own}", "{more}", "./..."],
        Own = ["-nosec"],
        Variables = [("GOTOOLCHAIN", "local"), ("GOFLAGS", "-mod=readonly"), ("GOPATH", "{cache}/go"), ("GOCACHE", "{cache}/build")],
        // Without -quiet: with it a module without a finding gets no report.
        WritesFile = true,
        StartsInRoot = true,
        Needs = ["go.mod"],
        Importer = "gosec",
        Scans = [new ToolScan("code", FactKind.CodeScan)],
        AsksNetwork = true,
        Checked = "options, exit codes and when it writes a report against the source of 2.28.0; not run",
        Install = "install gosec 2 and Go (https://github.com/securego/gosec)",
        Remains = "go.mod, which names the modules that go fetches, and cgo, whose flags reach the C compiler",
    };
}
