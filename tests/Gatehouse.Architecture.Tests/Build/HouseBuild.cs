namespace Gatehouse.Architecture.Tests.Build;

/// <summary>
/// Projects that break the house's rules, built once by the repository's own props and targets in a folder of their own.
/// </summary>
public sealed class HouseBuild : IDisposable
{
    private readonly TempFolder _folder = new();

    public HouseBuild()
    {
        _folder.Copy(path => path is "Directory.Build.props" or "Directory.Build.targets" or "Directory.Packages.props" or "build/Layers.targets" or "BannedSymbols.txt" or ".editorconfig" or "global.json" or "nuget.config"
            || path.StartsWith("tools/Gatehouse.Catalogs/", StringComparison.Ordinal));
        Project("Gatehouse.Low", "<Layer>10</Layer><SizeBudgetKilobytes>1</SizeBudgetKilobytes>");
        Project("Gatehouse.Good", "<Layer>20</Layer><SizeBudgetKilobytes>1</SizeBudgetKilobytes>", "Gatehouse.Low");
        Project("Gatehouse.NoLayer", "<SizeBudgetKilobytes>1</SizeBudgetKilobytes>");
        Project("Gatehouse.NoBudget", "<Layer>20</Layer>");
        Project("Gatehouse.Executable", "<Layer>90</Layer><OutputType>Exe</OutputType>", "Gatehouse.Good");
        Project("Gatehouse.Upward", "<Layer>15</Layer><SizeBudgetKilobytes>1</SizeBudgetKilobytes>", "Gatehouse.Low", "Gatehouse.Good");
        Project("Gatehouse.Sideways", "<Layer>20</Layer><SizeBudgetKilobytes>1</SizeBudgetKilobytes>", "Gatehouse.Good");
        Project("Gatehouse.Unlayered", "<Layer>95</Layer><SizeBudgetKilobytes>1</SizeBudgetKilobytes>", "Gatehouse.NoLayer");
        Project("Gatehouse.Engine40", "<Layer>40</Layer><SizeBudgetKilobytes>1</SizeBudgetKilobytes>");
        Project("Gatehouse.OtherEngine40", "<Layer>40</Layer><SizeBudgetKilobytes>1</SizeBudgetKilobytes>", "Gatehouse.Engine40");
        Project("Gatehouse.Refinery", "<Layer>50</Layer><SizeBudgetKilobytes>1</SizeBudgetKilobytes>", "Gatehouse.Engine40");
        Project("Gatehouse.Policy", "<Layer>55</Layer><SizeBudgetKilobytes>1</SizeBudgetKilobytes>", "Gatehouse.Engine40");
        Project("Gatehouse.Hub", "<Layer>60</Layer><SizeBudgetKilobytes>1</SizeBudgetKilobytes>", "Gatehouse.Engine40");
        Project("Gatehouse.Pipeline", "<Layer>70</Layer><SizeBudgetKilobytes>1</SizeBudgetKilobytes>", "Gatehouse.Engine40");
        _folder.Write("all.proj", """
            <Project>
              <Target Name="CheckLayers">
                <ItemGroup><Checked Include="src/*/*.csproj" /></ItemGroup>
                <MSBuild Projects="@(Checked)" Targets="CheckLayers" ContinueOnError="true" />
              </Target>
            </Project>
            """);
        Layers = Errors(Sdk.Run(_folder.Root, "msbuild", "all.proj", "-t:CheckLayers", "-nologo", "-nodeReuse:false", "-verbosity:quiet"));

        Project("Gatehouse.Banned", "<Layer>20</Layer><SizeBudgetKilobytes>1</SizeBudgetKilobytes>");
        _folder.Write("src/Gatehouse.Banned/Uses.cs", """
            namespace Gatehouse.Banned;

            internal static class Uses
            {
                internal static void Terminal() => System.Console.WriteLine("x");
                internal static System.DateTimeOffset Clock() => System.DateTimeOffset.UtcNow;
                internal static System.Net.Http.HttpClient Web() => new();
                internal static string Read(string path) => System.IO.File.ReadAllText(path);
                internal static void Start(string file) => System.Diagnostics.Process.Start(file);
                internal static bool Match(string a, string b) => System.Text.RegularExpressions.Regex.IsMatch(a, b);
                internal static int Allowed(string a) => a.Length;
            }
            """);
        BannedOutput = Sdk.Run(_folder.Root, "build", "src/Gatehouse.Banned", "-nologo", "-nodeReuse:false", "-verbosity:quiet", "-m:1", "-p:UseSharedCompilation=false");
    }

    /// <summary>Project and code of each error, distinct and sorted.</summary>
    internal IReadOnlyList<string> Layers { get; }

    internal string BannedOutput { get; }

    public void Dispose() => _folder.Dispose();

    // …/src/Gatehouse.NoLayer/Gatehouse.NoLayer.csproj : error GH0001: …
    private static string[] Errors(string output) =>
    [
        .. output.Split('\n')
            .Where(line => line.Contains("error GH", StringComparison.Ordinal))
            .Select(line => Path.GetFileNameWithoutExtension(line[..(line.IndexOf(".csproj", StringComparison.Ordinal) + 7)]) + " " + line[(line.IndexOf("error ", StringComparison.Ordinal) + 6)..].Split(':')[0])
            .Distinct()
            .Order(StringComparer.Ordinal),
    ];

    private void Project(string name, string properties, params string[] references)
    {
        var items = string.Concat(references.Select(reference => $"<ProjectReference Include=\"../{reference}/{reference}.csproj\" />"));
        _folder.Write($"src/{name}/{name}.csproj", $"<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup>{properties}</PropertyGroup><ItemGroup>{items}</ItemGroup></Project>");
    }
}
