using System.Globalization;
using System.Xml.Linq;

namespace Gatehouse.SizeBudget;

/// <summary>What one project may add to the native executable.</summary>
/// <param name="Project">Its name.</param>
/// <param name="Assembly">Its assembly's name, which is how the map knows it.</param>
/// <param name="Kilobytes">Its own budget (1,000 bytes each); null where it states none.</param>
/// <param name="ExecutableKilobytes">The whole executable's budget; null where the project makes none.</param>
public sealed record Budget(string Project, string Assembly, int? Kilobytes, int? ExecutableKilobytes)
{
    /// <summary>As the compiler mangles it: every sign but letters and digits is an underscore.</summary>
    public string Prefix { get; } = string.Concat(Assembly.Select(sign => char.IsAsciiLetterOrDigit(sign) ? sign : '_'));

    /// <summary>From a project file's text.</summary>
    public static Budget Read(string project, string text)
    {
        var properties = XDocument.Parse(text).Root!.Elements("PropertyGroup").Elements().ToLookup(property => property.Name.LocalName, property => property.Value);
        return new Budget(project, properties["AssemblyName"].LastOrDefault() ?? project, Number("SizeBudgetKilobytes"), Number("ExecutableSizeBudgetKilobytes"));

        int? Number(string name) => properties[name].LastOrDefault() is { } value ? int.Parse(value, NumberStyles.None, CultureInfo.InvariantCulture) : null;
    }

    /// <summary>Every project of a folder, sorted.</summary>
    public static IReadOnlyList<Budget> ReadAll(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "*.csproj", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(file => Read(Path.GetFileNameWithoutExtension(file), File.ReadAllText(file))),
    ];
}
