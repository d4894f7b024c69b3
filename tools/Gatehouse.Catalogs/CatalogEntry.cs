using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Gatehouse.Catalogs;

/// <summary>A class that belongs in a catalog, as plain values, so that the generator's steps can be compared and cached.</summary>
internal sealed class CatalogEntry : IEquatable<CatalogEntry>
{
    private CatalogEntry(string property, string contract, bool isPublic, string type, string? problem, Location? place)
    {
        Property = property;
        Contract = contract;
        IsPublic = isPublic;
        Type = type;
        Problem = problem;
        Place = place;
    }

    public string Property { get; }

    public string Contract { get; }

    /// <summary>Whether the contract is public, and so the catalog's property may be.</summary>
    public bool IsPublic { get; }

    public string Type { get; }

    /// <summary>Why the class cannot be listed; null where it can.</summary>
    public string? Problem { get; }

    public Location? Place { get; }

    /// <summary>One entry for each catalog attribute on the class.</summary>
    public static IEnumerable<CatalogEntry> Of(INamedTypeSymbol type)
    {
        foreach (var attribute in type.GetAttributes())
        {
            var catalog = attribute.AttributeClass?.GetAttributes()
                .FirstOrDefault(mark => mark.AttributeClass?.ToDisplayString() == "Gatehouse.Model.CatalogOfAttribute");
            if (catalog is null || catalog.ConstructorArguments.Length != 2)
                continue;
            if (catalog.ConstructorArguments[0].Value is not INamedTypeSymbol contract || catalog.ConstructorArguments[1].Value is not string property)
                continue;

            yield return new CatalogEntry(
                property,
                contract.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
                contract.DeclaredAccessibility == Accessibility.Public,
                type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
                ProblemOf(type, contract),
                type.Locations.FirstOrDefault());
        }
    }

    private static string? ProblemOf(INamedTypeSymbol type, INamedTypeSymbol contract)
    {
        if (type.IsAbstract)
            return "is abstract";
        if (!type.AllInterfaces.Contains(contract, SymbolEqualityComparer.Default) && !DerivesFrom(type, contract))
            return "does not implement " + contract.Name;
        return type.InstanceConstructors.Any(constructor => constructor.Parameters.Length == 0 && constructor.DeclaredAccessibility >= Accessibility.Internal)
            ? null
            : "has no constructor without parameters";
    }

    private static bool DerivesFrom(INamedTypeSymbol type, INamedTypeSymbol contract)
    {
        for (var current = type.BaseType; current is not null; current = current.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(current, contract))
                return true;
        }

        return false;
    }

    public bool Equals(CatalogEntry? other) =>
        other is not null && Property == other.Property && Contract == other.Contract && IsPublic == other.IsPublic && Type == other.Type && Problem == other.Problem;

    public override bool Equals(object? obj) => Equals(obj as CatalogEntry);

    public override int GetHashCode() => Type.GetHashCode() ^ Property.GetHashCode();
}
