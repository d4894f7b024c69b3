using Gatehouse.Model;

namespace Gatehouse.Configuration;

/// <summary>Marks a section for the generated catalog.</summary>
[AttributeUsage(AttributeTargets.Class)]
[CatalogOf(typeof(ISection), "Sections")]
public sealed class SectionAttribute : Attribute;

/// <summary>A top-level key of gatehouse.yaml, owned by the project that reads it.</summary>
public interface ISection
{
    /// <summary>The key: <c>gates</c>.</summary>
    string Name { get; }

    /// <summary>One sentence for help and the JSON Schema.</summary>
    string Description { get; }

    /// <summary>What its value may be.</summary>
    Shape Shape { get; }
}
