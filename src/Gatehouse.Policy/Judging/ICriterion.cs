using Gatehouse.Model;

namespace Gatehouse.Policy;

/// <summary>Marks a criterion for the generated catalog.</summary>
[AttributeUsage(AttributeTargets.Class)]
[CatalogOf(typeof(ICriterion), "Criteria")]
public sealed class CriterionAttribute : Attribute;

/// <summary>
/// One question of a gate, answered from facts alone. It need not look at completeness, whole waivers or unsigned facts:
/// the judge holds every answer against those (see <see cref="Judge"/>), so that no criterion can forget to.
/// </summary>
public interface ICriterion
{
    /// <summary><c>stage.name</c></summary>
    string Id { get; }

    /// <summary>The gate that asks it.</summary>
    Stage Stage { get; }

    /// <summary>The question, for the generated documentation.</summary>
    string Question { get; }

    /// <summary>The kinds of facts that answer it.</summary>
    IReadOnlyList<FactKind> Wants { get; }

    /// <summary>Who owes the fact where it is missing: a role, in words.</summary>
    string OwedBy { get; }

    /// <summary>Answers it.</summary>
    CriterionResult Judge(CriterionInput input);
}
