using Gatehouse.Model;

namespace Gatehouse.Intake.Tests.Dsop;

public sealed class DsopTests
{
    private const string Namespace = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";

    private static readonly (string Name, string[][] Rows)[] Sheets =
    [
        ("Summary", [["UNCLASSIFIED"]]),
        ("OpenSCAP - DISA Compliance", [["title", "ruleid", "result", "severity", "identifiers", "refs", "desc"], ["Remove rsh", "xccdf_rule_rsh", "fail", "high", "CCE-27342-5", "", "rsh is not safe"], ["Remove telnet", "xccdf_rule_telnet", "notapplicable", "high"]]),
        ("OpenSCAP - OVAL Results", [["id", "result", "cls", "ref", "title"], ["oval:def:1", "true", "patch", "CVE-2019-14906", "RHSA-2019:4024: SDL security update (Important)"], ["oval:def:2", "false", "patch", "CVE-2019-1", "x (Low)"]]),
        ("Twistlock Vulnerability Results", [["cve", "cvss", "desc", "exploit", "id", "link", "packageName", "packageVersion", "severity", "status", "type", "vecStr"], ["CVE-2019-15587", "3.5", "Loofah lets script through", "", "48", "https://nvd.example/1", "loofah", "2.3.0", "low", "fixed in 2.3.1", "image", "AV:N"]]),
        ("Anchore CVE Results", [["tag", "cve", "severity", "package", "package_path", "vuln", "fix", "url"], ["app:1", "VULNDB-1", "Critical", "rake", "/usr/lib/rake", "rake-12.3.2", "12.3.3"]]),
        ("Anchore Compliance Results",
            [["image_id", "repo_tag", "trigger_id", "gate", "trigger", "check_output", "gate_action"], ["i", "app:1", "t1", "files", "suid_or_guid_set", "SUID or SGID found set on file /usr/bin/chage. Mode: 0o104755", "stop"],
             ["i", "app:1", "t2", "files", "suid_or_guid_set", "SUID or SGID found set on file /usr/bin/su. Mode: 0o104755", "go"], ["i", "app:1", "t3", "vulnerabilities", "package", "CRITICAL Vulnerability found", "stop"]]),
    ];

    // Texts are shared, as Excel writes them, or within their cells.
    private static byte[] Workbook(IReadOnlyList<(string Name, string[][] Rows)> sheets, bool isShared)
    {
        var texts = sheets.SelectMany(sheet => sheet.Rows).SelectMany(row => row).Distinct().ToList();
        string Cell(string text, int row, int column) => text.Length == 0 ? "" : isShared
            ? FormattableString.Invariant($"<c r=\"{(char)('A' + column)}{row}\" t=\"s\"><v>{texts.IndexOf(text)}</v></c>")
            : FormattableString.Invariant($"<c r=\"{(char)('A' + column)}{row}\" t=\"inlineStr\"><is><t>{text}</t></is></c>");
        var parts = new List<(string, string)>
        {
            ("xl/workbook.xml", $"<workbook {Namespace}><sheets>{string.Concat(sheets.Select((sheet, at) => FormattableString.Invariant($"<sheet name=\"{sheet.Name}\" sheetId=\"{at + 1}\" r:id=\"rId{at + 1}\"/>")))}</sheets></workbook>"),
            ("xl/_rels/workbook.xml.rels", $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{string.Concat(sheets.Select((_, at) => FormattableString.Invariant($"<Relationship Id=\"rId{at + 1}\" Type=\"t\" Target=\"worksheets/sheet{at + 1}.xml\"/>")))}</Relationships>"),
            ("xl/sharedStrings.xml", $"<sst {Namespace}>{string.Concat(texts.Select(text => $"<si><r><t>{text}</t></r></si>"))}</sst>"),
        };
        for (var at = 0; at < sheets.Count; at++)
        {
            var rows = sheets[at].Rows.Select((row, number) => FormattableString.Invariant($"<row r=\"{number + 1}\">{string.Concat(row.Select((text, column) => Cell(text, number + 1, column)))}</row>"));
            parts.Add((FormattableString.Invariant($"xl/worksheets/sheet{at + 1}.xml"), $"<worksheet {Namespace}><sheetData>{string.Concat(rows)}</sheetData></worksheet>"));
        }

        return Packed.Of([.. parts]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Each_sheet_gives_its_findings_and_none_that_passed(bool isShared)
    {
        var facts = Report.Import(Workbook(Sheets, isShared)).Facts;
        Assert.Equal([FactKind.VulnerabilityScan, FactKind.ConfigurationScan], facts.Select(fact => fact.Kind));
        var vulnerabilities = Report.Findings(facts[0]);
        Assert.Equal([("VULNDB-1", Severity.Critical), ("CVE-2019-14906", Severity.High), ("CVE-2019-15587", Severity.Low)], vulnerabilities.Select(finding => (finding.RuleId, finding.Severity)));
        Assert.Equal((new Component("rake", "12.3.2"), "image:/usr/lib/rake"), (vulnerabilities[0].Component, vulnerabilities[0].Location!.Path));
        Assert.Equal((3.5, "2.3.1"), (vulnerabilities[2].Vulnerability!.Cvss, Assert.Single(vulnerabilities[2].Vulnerability!.FixedVersions)));
        Assert.Equal(["suid_or_guid_set", "xccdf_rule_rsh"], Report.Findings(facts[1]).Select(finding => finding.RuleId).Order());
        Assert.Equal("image:/usr/bin/chage", Report.Findings(facts[1]).Single(finding => finding.RuleId == "suid_or_guid_set").Location!.Path);
    }

    [Fact]
    public void Headers_alone_are_a_clean_scan() =>
        Assert.All(Report.Import(Workbook([.. Sheets.Select(sheet => (sheet.Name, sheet.Rows[..1]))], isShared: true)).Facts, fact => Assert.Equal((0, Completeness.Complete), (Report.Findings(fact).Length, fact.Completeness)));

    [Fact]
    public void A_sheet_that_is_not_there_makes_it_partial() => Assert.All(Report.Import(Workbook(Sheets[..5], isShared: true)).Facts, fact => Assert.Equal(Completeness.Partial, fact.Completeness));

    [Fact]
    public void Another_workbook_is_not_taken() => Assert.Empty(Report.Import(Workbook([("Sheet1", [["a"], ["b"]])], isShared: true)).Facts);

    [Fact]
    public void Damage_never_throws() => Report.SurvivesDamage(Workbook(Sheets, isShared: false), "dsop");
}
