namespace Gatehouse.CodeHosts.Feedback;

/// <summary>What was written and what was not: one cause is said once.</summary>
internal sealed class FeedbackLog(ChangeRequest change)
{
    private readonly List<string> _done = [];
    private readonly List<string> _said = [];
    private readonly List<(string Why, List<string> What)> _failed = [];

    public FeedbackResult Result => new([.. _done], [.. _said, .. _failed.Select(failed => $"not written to {change.Name}: {string.Join(", ", failed.What)}: {failed.Why}{Fork}")]);

    private string Fork => change.IsFork ? ". The change comes from a fork, whose job has a token that may only read: the gate's verdict stands all the same, in this job's own output" : "";

    public void Done(string sentence) => _done.Add(sentence);

    public void Skipped(string sentence) => _said.Add(sentence);

    public void Note(string what, string? problem)
    {
        if (problem is null)
            _done.Add(what);
        else
            Failed(what, problem);
    }

    public void Failed(string what, string why)
    {
        var same = _failed.Find(failed => failed.Why == why);
        if (same.What is null)
            _failed.Add((why, [what]));
        else if (!same.What.Contains(what))
            same.What.Add(what);
    }
}
