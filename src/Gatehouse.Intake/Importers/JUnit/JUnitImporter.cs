using System.Collections.Immutable;
using Gatehouse.Model;
using Gatehouse.Text;

namespace Gatehouse.Intake.Importers.JUnit;

/// <summary>JUnit XML of any test runner: a test run for each outermost suite, named as the suite.</summary>
[Importer]
internal sealed class JUnitImporter : IImporter
{
    private const int MaxSuites = 5000;

    public string Name => "junit";

    public string Tool => "JUnit";

    public string Summary => "JUnit XML of any test runner: a test run a suite; what a suite counts is checked against its cases";

    public bool Recognizes(ReportFile file) => file.XmlRoot is { Name: "testsuites" or "testsuite" };

    public ImportResult Import(ReportFile file, ImportContext context)
    {
        var opening = new Reading(file, context);
        if (file.XmlRoot is not { Name: "testsuites" or "testsuite" } root)
            return opening.RefuseForm("JUnit report");

        var outermost = root.Name == "testsuite" ? [root] : root.Children.Where(child => child.Name == "testsuite").ToList();
        // Cases that lie in no suite, and a report without any suite, are a suite of the report's own name.
        if (outermost.Count == 0 || (root.Name == "testsuites" && root.Children.Any(child => child.Name == "testcase")))
            outermost.Insert(0, root with { Children = [.. root.Children.Where(child => child.Name != "testsuite")], Attributes = root.Attributes.Remove("tests").Remove("failures").Remove("errors").Remove("skipped") });

        var runs = new OrderedDictionary<string, SuiteRun>(StringComparer.Ordinal);
        foreach (var suite in outermost)
        {
            var name = SuiteRun.NameOf(suite);
            if (!runs.TryGetValue(name, out var run))
                runs.Add(name, run = new SuiteRun(new Reading(file, context), name));
            run.Take(suite);
            if (runs.Count > MaxSuites)
                return opening.Refuse(suite.Position, FormattableString.Invariant($"more than {MaxSuites} outermost suites"), "bring a report a job");
        }

        var cases = runs.Values.Sum(run => run.Cases);
        if (root.Name == "testsuites" && root.Attribute("tests") is { } stated && stated != FormattableString.Invariant($"{cases}"))
        {
            foreach (var run in runs.Values)
                run.Mismatch(root.Position, $"the report counts {Plain.Line(stated, 20)} tests in all", cases);
        }

        return opening.Result(runs.Values.Select(run => run.Fact()));
    }
}
