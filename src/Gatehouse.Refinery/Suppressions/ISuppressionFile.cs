using Gatehouse.Model;

namespace Gatehouse.Refinery;

/// <summary>Marks a reader of another tool's ignore file for the generated catalog.</summary>
[AttributeUsage(AttributeTargets.Class)]
[CatalogOf(typeof(ISuppressionFile), "SuppressionFiles")]
public sealed class SuppressionFileAttribute : Attribute;

/// <summary>Another tool's ignore file, at the repository's root.</summary>
public interface ISuppressionFile
{
    /// <summary>Its name: <c>.trivyignore</c>.</summary>
    string FileName { get; }

    /// <summary>Reads it. Bad input gives warnings and never an exception.</summary>
    SuppressionReading Read(ReadOnlySpan<byte> bytes);
}
