using Gatehouse.Model;

namespace Gatehouse.Formats;

/// <summary>Marks a format for the generated catalog.</summary>
[AttributeUsage(AttributeTargets.Class)]
[CatalogOf(typeof(IReportFormat), "ReportFormats")]
public sealed class ReportFormatAttribute : Attribute;

/// <summary>Writes a run in one format.</summary>
public interface IReportFormat
{
    /// <summary>The name that <c>-f</c> and <c>-o</c> take.</summary>
    string Name { get; }

    /// <summary>One line for the help page.</summary>
    string Summary { get; }

    /// <summary>Writes the whole document as UTF-8 without a byte order mark, ending in a line feed.</summary>
    void Write(RunDocument run, ReportOptions options, Stream output);
}

/// <summary>What a reader of a report may ask for.</summary>
public sealed record ReportOptions
{
    /// <summary>Suppressed findings too, in the formats for people; formats for machines always hold them where they have a place for it.</summary>
    public bool ShowSuppressed { get; init; }

    /// <summary>The most results a SARIF file may hold; null for all. What is left out is counted in a notification.</summary>
    public int? SarifLimit { get; init; }

    /// <summary>About the most characters of Markdown; null for no limit. Findings that do not fit are counted.</summary>
    public int? MarkdownLimit { get; init; }
}
