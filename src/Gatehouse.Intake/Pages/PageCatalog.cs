using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;
using Gatehouse.Host;

namespace Gatehouse.Intake.Pages;

/// <summary>The pages of <c>importers/</c>, packed into this assembly at build time, and those of a user.</summary>
internal static class PageCatalog
{
    private const string Pack = "importers.pack";

    /// <summary>Each page that is compiled in, by its file's name, in order.</summary>
    public static IReadOnlyList<(string File, byte[] Yaml)> Embedded()
    {
        using var stream = typeof(PageCatalog).Assembly.GetManifestResourceStream(Pack)!;
        using var reader = new BinaryReader(new DeflateStream(stream, CompressionMode.Decompress), Encoding.UTF8);
        var pages = new (string, byte[])[reader.Read7BitEncodedInt()];
        for (var i = 0; i < pages.Length; i++)
            pages[i] = (reader.ReadString(), reader.ReadBytes(reader.Read7BitEncodedInt()));
        return pages;
    }

    /// <summary>An importer a page. A page that is wrong is a bug of this build: a test reads them all.</summary>
    public static IReadOnlyList<IImporter> Importers()
    {
        // Every import waits for this: the pages are read side by side.
        var embedded = Embedded();
        var importers = new IImporter[embedded.Count];
        Parallel.For(0, embedded.Count, i =>
        {
            var (page, problems) = PageReader.Read(embedded[i].Yaml);
            importers[i] = page is null
                ? throw new InvalidOperationException($"importers/{embedded[i].File} is wrong:\n" + string.Join('\n', problems.Select(problem => $"{problem.At}: {problem.Message}: {problem.Remedy}")))
                : new PageImporter(page);
        });
        return importers;
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
