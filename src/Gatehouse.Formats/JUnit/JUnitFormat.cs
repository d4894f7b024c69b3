using System.Globalization;
using System.Text;
using System.Xml;
using Gatehouse.Model;

namespace Gatehouse.Formats.JUnit;

/// <summary>
/// JUnit XML: a test suite a gate, a test case a criterion, so that any CI shows what a gate decided. Undecided is an
/// error, not a failure: nothing was proven wrong. Without gates, a case an active finding.
/// </summary>
[ReportFormat]
internal sealed class JUnitFormat : IReportFormat
{
    public string Name => "junit";

    public string Summary => "JUnit XML: a suite a gate, a case a criterion";

    public void Write(RunDocument run, ReportOptions options, Stream output)
    {
        var settings = new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true, NewLineChars = "\n", CheckCharacters = false };
        using (var xml = XmlWriter.Create(output, settings))
        {
            xml.WriteStartElement("testsuites");
            xml.WriteAttributeString("name", "gatehouse");
            foreach (var verdict in run.Verdicts)
                WriteGate(xml, verdict);
            if (run.Verdicts.Length == 0)
                WriteFindings(xml, run);
            xml.WriteEndElement();
        }

        output.WriteByte((byte)'\n');
    }

    private static void WriteGate(XmlWriter xml, GateVerdict verdict)
    {
        Suite(
            xml,
            verdict.Stage.ToName(),
            verdict.Criteria.Length,
            verdict.Criteria.Count(criterion => criterion.Outcome == Outcome.Fail),
            verdict.Criteria.Count(criterion => criterion.Outcome == Outcome.Undecided),
            verdict.Criteria.Count(criterion => criterion.Outcome is Outcome.NotApplicable or Outcome.NotJudged));
        foreach (var criterion in verdict.Criteria)
        {
            xml.WriteStartElement("testcase");
            xml.WriteAttributeString("classname", "gatehouse." + verdict.Stage.ToName());
            xml.WriteAttributeString("name", criterion.Criterion);
            switch (criterion.Outcome)
            {
                case Outcome.Fail:
                    Problem(xml, "failure", criterion);
                    break;
                case Outcome.Undecided:
                    Problem(xml, "error", criterion);
                    break;
                case Outcome.NotApplicable or Outcome.NotJudged:
                    xml.WriteStartElement("skipped");
                    xml.WriteAttributeString("message", Text(criterion.Reason));
                    xml.WriteEndElement();
                    break;
                case Outcome.Pass or Outcome.Warn:
                    xml.WriteElementString("system-out", Text(criterion.Reason));
                    break;
            }

            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void WriteFindings(XmlWriter xml, RunDocument run)
    {
        var active = run.Findings.Where(finding => finding.IsActive).ToList();
        var unread = run.Suppliers.SelectMany(supplier => supplier.Notices).Count(notice => notice.Kind == NoticeKind.Unread);
        Suite(xml, "scan", active.Count + unread, active.Count, unread, 0);
        foreach (var finding in active)
        {
            xml.WriteStartElement("testcase");
            xml.WriteAttributeString("classname", Text(finding.Location?.FullPath ?? finding.Supplier));
            xml.WriteAttributeString("name", Text(finding.RuleId + " " + finding.Location));
            xml.WriteStartElement("failure");
            xml.WriteAttributeString("type", finding.Severity.ToLabel());
            xml.WriteAttributeString("message", Text(finding.MessageWithPlaces()));
            xml.WriteString(Text(finding.Remedy ?? ""));
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        foreach (var notice in run.Suppliers.SelectMany(supplier => supplier.Notices).Where(notice => notice.Kind == NoticeKind.Unread))
        {
            xml.WriteStartElement("testcase");
            xml.WriteAttributeString("classname", Text(notice.Path));
            xml.WriteAttributeString("name", "unread");
            xml.WriteStartElement("error");
            xml.WriteAttributeString("message", Text(notice.Reason));
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void Suite(XmlWriter xml, string name, int tests, int failures, int errors, int skipped)
    {
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", "gatehouse." + name);
        xml.WriteAttributeString("tests", Number(tests));
        xml.WriteAttributeString("failures", Number(failures));
        xml.WriteAttributeString("errors", Number(errors));
        xml.WriteAttributeString("skipped", Number(skipped));
    }

    private static void Problem(XmlWriter xml, string element, CriterionResult criterion)
    {
        xml.WriteStartElement(element);
        xml.WriteAttributeString("message", Text(criterion.Reason));
        var lines = criterion.Findings.Select(finding => $"{finding.Severity.ToLabel()} {finding.RuleId} {finding.Location}: {finding.MessageWithPlaces()}");
        xml.WriteString(Text(string.Join('\n', lines.Append(criterion.Remedy ?? ""))));
        xml.WriteEndElement();
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    // Characters that XML 1.0 cannot hold (§2.2) would make the file unreadable for the CI.
    private static string Text(string text) =>
        text.All(XmlConvert.IsXmlChar) ? text : new string([.. text.Select(c => XmlConvert.IsXmlChar(c) ? c : '\uFFFD')]);
}
