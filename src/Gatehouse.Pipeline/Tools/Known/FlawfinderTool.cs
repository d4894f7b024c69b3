using Gatehouse.Model;

namespace Gatehouse.Pipeline.Tools.Known;

/// <summary>Flawfinder on C and C++: flawfinder(1).</summary>
[ForeignTool]
internal sealed class FlawfinderTool : IForeignTool
{
    public ForeignTool Tool { get; } = new()
    {
        Name = "flawfinder",
        Title = "Flawfinder",
        Programs = ["flawfinder"],
        Arguments = ["--csv", "--quiet", "{own}", "{more}", "--", "{root}"],
        Own = ["--neverignore"],
        Judges = ["*.c", "*.h", "*.cc", "*.cpp", "*.cxx", "*.c++", "*.hh", "*.hpp", "*.hxx", "*.h++", "*.C", "*.H", "*.CPP", "*.HPP", "*.ec", "*.ecp", "*.pgc"],
        Importer = "flawfinder",
        Scans = [new ToolScan("code", FactKind.CodeScan)],
        Checked = "run in the tests",
        Install = "install Flawfinder 2 (Debian: apt-get install flawfinder)",
    };
}
