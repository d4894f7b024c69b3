using System.Collections.Immutable;
using Gatehouse.Model;

namespace Gatehouse.Intake;

/// <summary>Marks an importer for the generated catalog. The class needs a constructor without parameters.</summary>
[AttributeUsage(AttributeTargets.Class)]
[CatalogOf(typeof(IImporter), "Importers")]
public sealed class ImporterAttribute : Attribute;

/// <summary>
/// Turns the reports of one format into facts. It never throws for what a report holds, follows no reference out of it,
/// and says of everything that it could not use what and where. One instance serves the whole process.
/// </summary>
public interface IImporter
{
    /// <summary>Lower-case name, as <c>--importer</c> takes it: <c>sarif</c>.</summary>
    string Name { get; }

    /// <summary>The tool or format, as people write it: <c>SARIF</c>.</summary>
    string Tool { get; }

    /// <summary>What it takes and what becomes of it, in one line with the versions.</summary>
    string Summary { get; }

    /// <summary>What it counts otherwise than people may expect, and why: a sentence each. Most need none.</summary>
    ImmutableArray<string> Notes => [];

    /// <summary>Whether the content looks like this format, in any version: an unsupported version is recognised, and refused by <see cref="Import"/>.</summary>
    bool Recognizes(ReportFile file);

    /// <summary>The facts of the report, or why there are none.</summary>
    ImportResult Import(ReportFile file, ImportContext context);
}

/// <summary>An importer that reads a report in pieces, of any size up to <see cref="ReportFile.LargestLimit"/>, from <see cref="ReportFile.Open"/>.</summary>
public interface IStreamedImporter : IImporter
{
    /// <summary>True where the content itself says that it is of this format: nobody else is asked, and the whole is not read for it.</summary>
    bool Identifies(ReportFile file);
}
