using System.Collections.Immutable;
using Gatehouse.Host;

namespace Gatehouse.Intake.Pages;

/// <summary>The pages of <c>importers/</c>, embedded in this assembly, and those of a user.</summary>
internal static class PageCatalog
{
    private const string Folder = "importers/";

    /// <summary>Each embedded page by its file's name, in order.</summary>
    public static IEnumerable<(string File, byte[] Yaml)> Embedded()
    {
        var assembly = typeof(PageCatalog).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            yield return (name[Folder.Length..], bytes);
        }
    }

    /// <summary>An importer a page. A page that is wrong is a bug of this build: a test reads them all.</summary>
    public static IEnumerable<IImporter> Importers()
    {
        foreach (var (file, yaml) in Embedded())
        {
            var (page, problems) = PageReader.Read(yaml);
            yield return page is null
                ? throw new InvalidOperationException($"{Folder}{file} is wrong:\n" + string.Join('\n', problems.Select(problem => $"{problem.At}: {problem.Message}: {problem.Remedy}")))
                : new PageImporter(page);
        }
    }

    /// <summary>True for what names a file rather than an importer.</summary>
    public static bool IsFile(string name) => name.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".yml", StringComparison.OrdinalIgnoreCase);

    /// <summary>The importer of a user's page, or all that is wrong with it.</summary>
    public static (IImporter? Importer, ImmutableArray<ImportProblem> Problems) Read(string path)
    {
        var shown = Terminal.Clean(path);
        return BoundedFile.TryRead(path, out var bytes, out var problem)
            ? Read(bytes, shown)
            : (null, [new ImportProblem(shown, null, problem.ToSentence(), "name the page of an importer that can be read")]);
    }

    /// <summary>The same of a page that is in memory.</summary>
    /// <param name="yaml">The page.</param>
    /// <param name="shown">Its name in messages.</param>
    public static (IImporter? Importer, ImmutableArray<ImportProblem> Problems) Read(byte[] yaml, string shown)
    {
        var (page, problems) = PageReader.Read(yaml);
        return page is not null
            ? (new PageImporter(page), [])
            : (null, [.. problems.Select(wrong => new ImportProblem(shown, wrong.At, wrong.Message, wrong.Remedy))]);
    }
}
