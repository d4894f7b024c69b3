using Microsoft.CodeAnalysis;

namespace Gatehouse.Architecture.Tests;

/// <summary>What a compilation in a test refers to.</summary>
internal static class References
{
    public static IReadOnlyList<MetadataReference> Runtime { get; } =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => !Path.GetFileName(path).StartsWith("Gatehouse.", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    public static MetadataReference Model { get; } = MetadataReference.CreateFromFile(typeof(Model.CatalogOfAttribute).Assembly.Location);
}
