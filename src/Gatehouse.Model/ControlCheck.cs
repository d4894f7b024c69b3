namespace Gatehouse.Model;

/// <summary>What came of holding one control against one of its cases.</summary>
public enum CheckOutcome
{
    /// <summary>It did what the case wants.</summary>
    Held,

    /// <summary>It did not.</summary>
    Failed,

    /// <summary>The policy in force has turned it off, so there is nothing to prove.</summary>
    Off,

    /// <summary>It carries no case, or the case cannot be tried here.</summary>
    Untried,
}

/// <summary>One control held against one case.</summary>
/// <param name="Control">The control's name: a rule's id, a criterion, a rule of belief.</param>
/// <param name="Case">What the case is, in a few words.</param>
/// <param name="Outcome">What came of it.</param>
/// <param name="Detail">Where it is not <see cref="CheckOutcome.Held"/>: what was expected and what came instead, or why it was not tried.</param>
public sealed record ControlCheck(string Control, string Case, CheckOutcome Outcome, string? Detail = null)
{
    /// <summary>Held where <paramref name="failure"/> is null, failed otherwise.</summary>
    public static ControlCheck Of(string control, string name, string? failure) =>
        new(control, name, failure is null ? CheckOutcome.Held : CheckOutcome.Failed, failure);
}
