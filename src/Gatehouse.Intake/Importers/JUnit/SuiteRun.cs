using System.Globalization;
using Gatehouse.Model;
using Gatehouse.Text;

namespace Gatehouse.Intake.Importers.JUnit;

/// <summary>The cases of all suites of one name, those within each other included.</summary>
internal sealed class SuiteRun(Reading reading, string name)
{
    private readonly List<TestCase> _cases = [];
    private DateTimeOffset? _time;

    public string Name { get; } = name;

    public int Cases => _cases.Count;

    public static string NameOf(XmlElementNode suite) =>
        Plain.Line(suite.Attribute("name") ?? "", Plain.NameLength) is { Length: > 0 } name ? name : "unnamed suite";

    public void Take(XmlElementNode suite)
    {
        _time = Later(_time, suite);
        Collect(suite);
    }

    public void Mismatch(SourcePosition at, string stated, int found) =>
        reading.Unread(at, FormattableString.Invariant($"{stated}, and holds {found}: cases are missing, or the report was cut"));

    public Fact? Fact() => reading.Fact(
        FactKind.TestRun,
        new TestRunPredicate
        {
            Suite = Name,
            Passed = _cases.Count(test => test.Outcome == TestOutcome.Passed),
            Failed = _cases.Count(test => test.Outcome == TestOutcome.Failed),
            Skipped = _cases.Count(test => test.Outcome == TestOutcome.Skipped),
            Cases = [.. _cases.OrderBy(test => test.Name, StringComparer.Ordinal)],
        },
        reading.Producer(null, null, "JUnit"),
        _time,
        []);

    private Counts Collect(XmlElementNode suite)
    {
        var own = new Counts(0, 0, 0, 0, 0);
        var all = own;
        foreach (var child in suite.Children)
        {
            switch (child.Name)
            {
                case "testcase":
                    var counted = Case(child);
                    (own, all) = (own + counted, all + counted);
                    break;
                case "testsuite":
                    _time = Later(_time, child);
                    all += Collect(child);
                    break;
                case "error" or "failure":
                    reading.Unread(child.Position, $"the suite itself ended in {child.Name}: {Message(child) ?? "it does not say why"}");
                    break;
            }
        }

        Check(suite, own, all);
        return all;
    }

    private Counts Case(XmlElementNode element)
    {
        var method = Plain.Line(element.Attribute("name") ?? "", Plain.NameLength);
        var type = Plain.Line(element.Attribute("classname") ?? "", Plain.NameLength);
        if (method.Length == 0)
            reading.Unread(element.Position, "a test case has no name");
        var title = type.Length > 0 && method.Length > 0 ? $"{type}.{method}" : type + method;
        var failures = element.Children.Count(child => child.Name == "failure");
        var errors = element.Children.Count(child => child.Name == "error");
        if (failures + errors > 0)
        {
            _cases.Add(new TestCase(title, TestOutcome.Failed, Message(element.Children.First(child => child.Name is "failure" or "error"))));
            return new Counts(1, 1, failures, errors, 0);
        }

        var isSkipped = element.Children.Any(child => child.Name is "skipped" or "disabled") || element.Attribute("status") is "notrun" or "skipped" or "disabled";
        _cases.Add(new TestCase(title, isSkipped ? TestOutcome.Skipped : TestOutcome.Passed, isSkipped && element.Child("skipped") is { } why ? Message(why) : null));
        return new Counts(1, 0, 0, 0, isSkipped ? 1 : 0);
    }

    // Runners count the suites within a suite, or do not: either is right.
    private void Check(XmlElementNode suite, Counts own, Counts all)
    {
        if (Number(suite, "tests") is { } tests && tests != own.Cases && tests != all.Cases)
            Mismatch(suite.Position, $"the suite counts {tests} tests", all.Cases);
        var (failures, errors) = (Number(suite, "failures"), Number(suite, "errors"));
        if ((failures ?? errors) is not null && !Fits((failures ?? 0) + (errors ?? 0), own, errors is null) && !Fits((failures ?? 0) + (errors ?? 0), all, errors is null))
            Mismatch(suite.Position, FormattableString.Invariant($"the suite counts {(failures ?? 0) + (errors ?? 0)} failures and errors"), all.Failed);
        if (Number(suite, "skipped") is { } skipped && skipped > all.Skipped)
            Mismatch(suite.Position, FormattableString.Invariant($"the suite counts {skipped} skipped"), all.Skipped);
    }

    private static bool Fits(long stated, Counts counts, bool failuresOnly) =>
        stated == counts.Failed || stated == counts.Failures + counts.Errors || (failuresOnly && stated == counts.Failures);

    private long? Number(XmlElementNode suite, string attribute)
    {
        if (suite.Attribute(attribute) is not { Length: > 0 } text)
            return null;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= int.MaxValue)
            return number;
        reading.Unread(suite.Position, $"{attribute} should be a count, and is \"{Plain.Line(text, 40)}\"");
        return null;
    }

    private DateTimeOffset? Later(DateTimeOffset? time, XmlElementNode suite) =>
        reading.Time(suite.Attribute("timestamp"), suite.Position) is { } stated && (time is null || stated > time) ? stated : time;

    private static string? Message(XmlElementNode element)
    {
        var text = element.Attribute("message") is { Length: > 0 } message ? message : element.Content;
        return Plain.Line(text, 500) is { Length: > 0 } line ? line : null;
    }

    private readonly record struct Counts(int Cases, int Failed, int Failures, int Errors, int Skipped)
    {
        public static Counts operator +(Counts a, Counts b) => new(a.Cases + b.Cases, a.Failed + b.Failed, a.Failures + b.Failures, a.Errors + b.Errors, a.Skipped + b.Skipped);
    }
}
