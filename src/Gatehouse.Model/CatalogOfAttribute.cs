namespace Gatehouse.Model;

/// <summary>
/// Put on an attribute class: every class that carries that attribute is listed in its project's generated catalog, so
/// that adding one more touches no shared file. <c>[CatalogOf(typeof(IEngine), "Engines")] class EngineAttribute</c>
/// gives <c>SecretsCatalog.Engines</c> in Gatehouse.Secrets.
/// </summary>
/// <param name="contract">What every listed class implements.</param>
/// <param name="property">The catalog's property, in the plural.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class CatalogOfAttribute(Type contract, string property) : Attribute
{
    /// <summary>What every listed class implements.</summary>
    public Type Contract { get; } = contract;

    /// <summary>The catalog's property, in the plural.</summary>
    public string Property { get; } = property;
}
