using Gatehouse.Intake.Pages;

namespace Gatehouse.Intake.Tests.Pages;

/// <summary>The pages of importers/, all of them.</summary>
public sealed class CatalogTests
{
    [Fact]
    public void Every_page_is_right_and_named_after_its_file()
    {
        Assert.NotEmpty(PageCatalog.Embedded());
        foreach (var (file, yaml) in PageCatalog.Embedded())
        {
            var (page, problems) = PageReader.Read(yaml);
            Assert.True(problems.IsEmpty, string.Join('\n', problems.Select(problem => $"importers/{file}:{problem.At}: {problem.Message}: {problem.Remedy}")));
            Assert.Equal(Path.GetFileNameWithoutExtension(file), page!.Name);
        }
    }

    [Fact]
    public void Every_page_of_the_folder_is_embedded() =>
        Assert.Equal(
            Directory.EnumerateFiles(Path.Combine(Practice.PracticeData.Root, "importers"), "*.yaml").Select(Path.GetFileName).Order(StringComparer.Ordinal),
            PageCatalog.Embedded().Select(page => page.File));

    [Fact]
    public void No_two_importers_have_one_name() =>
        Assert.Equal(ReportIntake.Importers.Select(importer => importer.Name).Distinct(StringComparer.OrdinalIgnoreCase), ReportIntake.Importers.Select(importer => importer.Name));

    [Fact]
    public void Importers_are_sorted_by_name() =>
        Assert.Equal(ReportIntake.Importers.Select(importer => importer.Name).Order(StringComparer.Ordinal), ReportIntake.Importers.Select(importer => importer.Name));
}
