using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Gatehouse.Formats.Html;
using Gatehouse.Model;

namespace Gatehouse.Formats.Tests.Html;

public class HtmlFormatTests
{
    private const string Escapes = "\u001b[31m \u202Eevil \u2028 \"'&";

    private static string Write(RunDocument run, ReportOptions? options = null) => Runs.Write("html", run, options);

    private static JsonElement Data(string page) => JsonDocument.Parse(Block(page)).RootElement;

    private static string Block(string page)
    {
        const string Start = "id=\"data\">";
        var from = page.IndexOf(Start, StringComparison.Ordinal) + Start.Length;
        return page[from..page.IndexOf("</script>", from, StringComparison.Ordinal)];
    }

    private static Finding Everywhere(string text) => Runs.Finding(text, Severity.Critical, text, text) with
    {
        Supplier = text, Title = text + "t", Remedy = text, HelpUri = "https://docs.example/" + text, Aliases = [text], Owners = [text], AlsoReportedBy = [text],
        Suppression = new Suppression("file", text, text) { Owner = text },
        Location = new Location(text, Region.Line(1), text),
        Flow = [new FlowStep(new Location(text), text)],
        Component = new Component(text, text),
        Vulnerability = new VulnerabilityDetail { FixedVersions = [text], CvssVector = text },
    };

    private static RunDocument HostileRun(string text) => Runs.Document(Everywhere(text), Everywhere(text) with { Suppression = null }) with
    {
        ToolVersion = text,
        Subject = Subject.OfCommit(new string('c', 40), text),
        Warnings = [text],
        Suppliers = [new SupplierSummary(text, text, Completeness.Partial, 1, [new ScanNotice(NoticeKind.Unread, text, text), new ScanNotice(NoticeKind.Skipped, text, text), new ScanNotice(NoticeKind.Degraded, text, text)])],
        Verdicts =
        [
            new GateVerdict
            {
                Stage = Stage.Code, Mode = GateMode.NewCode, Outcome = Outcome.Undecided, PolicyDigest = text, PolicySource = text, Subject = Subject.OfCommit(new string('c', 40)), Time = default,
                Criteria = [new CriterionResult { Criterion = text, Outcome = Outcome.Undecided, Reason = text, Remedy = text, OwedBy = text, Facts = [text], Findings = [Everywhere(text)], Waiver = new Waiver(text, text, text, new DateOnly(2026, 1, 2)) }],
            },
        ],
    };

    [Theory]
    [InlineData("</script><script>alert(1)</script>")]
    [InlineData("<!-- <script> -->")]
    [InlineData("\"><img src=x onerror=alert(1)>")]
    [InlineData("'><svg/onload=alert(1)>")]
    [InlineData("]]></style></title><b>")]
    public void No_text_of_any_field_becomes_markup(string text)
    {
        var clean = Write(HostileRun("harmless"), new ReportOptions { ShowSuppressed = true });
        var hostile = Write(HostileRun(text), new ReportOptions { ShowSuppressed = true });
        // The same elements in the same order, whatever the texts say.
        Assert.Equal(Tags(clean), Tags(hostile));
        Assert.DoesNotContain(text, hostile, StringComparison.Ordinal);
        Assert.Contains(text, Data(hostile).GetProperty("texts").EnumerateArray().Select(value => value.GetString()));
    }

    private static List<string> Tags(string page) => [.. Regex.Matches(page, "<[/!a-zA-Z][a-zA-Z0-9-]*", RegexOptions.None, TimeSpan.FromSeconds(10)).Select(tag => tag.Value)];

    [Fact]
    public void What_steers_or_hides_is_made_visible()
    {
        var page = Write(HostileRun(Escapes), new ReportOptions { ShowSuppressed = true });
        foreach (var c in "\u001b\u202E\u2028")
            Assert.DoesNotContain(c, page);
        Assert.Contains(@"\u001B[31m \u202Eevil \u2028 &quot;&#39;&amp;", page, StringComparison.Ordinal);
        Assert.Contains(@"\u001B[31m \u202Eevil \u2028 ""'&", Data(page).GetProperty("texts").EnumerateArray().Select(text => text.GetString()));
    }

    [Theory]
    [InlineData("https://docs.example/a", true)]
    [InlineData("javascript:alert(1)", false)]
    [InlineData("data:text/html,x", false)]
    [InlineData("/relative", false)]
    public void Only_a_web_address_becomes_a_link(string uri, bool isLink) =>
        Assert.Equal(isLink, Data(Write(Runs.Document(Runs.Finding("a", Severity.Low) with { HelpUri = uri }))).GetProperty("texts").EnumerateArray().Any(text => text.GetString() == "help"));

    [Fact]
    public void The_policy_of_the_page_lets_its_own_style_and_script_run_and_nothing_else()
    {
        var page = Write(Runs.Document(Runs.Finding("a", Severity.High)));
        var policy = Regex.Match(page, "Content-Security-Policy\" content=\"([^\"]*)\"", RegexOptions.None, TimeSpan.FromSeconds(10)).Groups[1].Value.Replace("&#39;", "'", StringComparison.Ordinal);
        Assert.StartsWith("default-src 'none'; ", policy, StringComparison.Ordinal);
        foreach (var (name, directive) in new[] { ("style", "style-src"), ("script", "script-src") })
        {
            var text = Regex.Match(page, $"<{name}>(.*?)</{name}>", RegexOptions.Singleline, TimeSpan.FromSeconds(10)).Groups[1].Value;
            Assert.Contains($"{directive} 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'", policy, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.DoesNotMatch("<(link|img|iframe|object|embed|base)|(src|srcset|style)=|@import|url\\(", page);
    }

    [Fact]
    public void What_was_not_judged_stands_beside_what_was_found()
    {
        var page = Write(Runs.Document(Runs.Finding("a", Severity.High)));
        Assert.Contains("<h2>Found</h2><p class=\"figure some\">1</p><p>1 HIGH</p>", page, StringComparison.Ordinal);
        Assert.Contains("<h2>Not judged</h2><p class=\"figure some\">3</p><p>1 criterion undecided, 1 criterion without an engine, 1 file unread</p>", page, StringComparison.Ordinal);
        Assert.Contains("x/secret.bin", page, StringComparison.Ordinal);
        Assert.Contains("STOPPED</strong> code failed.", page, StringComparison.Ordinal);
    }

    [Fact]
    public void What_may_go_on_is_not_said_to_be_judged_where_it_was_not()
    {
        var run = Runs.Document() with { Suppliers = [] };
        RunDocument With(Outcome outcome) => run with { Verdicts = [run.Verdicts[0] with { Outcome = Outcome.Pass, Criteria = [new CriterionResult { Criterion = "code.flaws", Outcome = outcome, Reason = "why" }] }] };
        Assert.Contains("MAY GO ON</strong> No gate stops it.</p>", Write(With(Outcome.Pass)), StringComparison.Ordinal);
        Assert.Contains("MAY GO ON</strong> No gate stops it. Not judged: 1 criterion without an engine.</p>", Write(With(Outcome.NotJudged)), StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_run_says_what_it_is()
    {
        var page = Write(new RunDocument { ToolVersion = "1", Subject = Subject.OfTree("x", "0"), Started = default });
        foreach (var words in new[] { "SCAN</strong> No gate was asked.", "No finding in what was judged.", "Everything wanted was judged.", "No engine ran" })
            Assert.Contains(words, page, StringComparison.Ordinal);
        Assert.DoesNotContain("<svg", page, StringComparison.Ordinal);
        Assert.Equal(0, Data(page).GetProperty("findings").GetArrayLength());
    }

    [Fact]
    public void The_plain_table_holds_the_gates_and_the_findings_without_script()
    {
        var page = Write(Runs.Document(Runs.Finding("rule-a", Severity.High, message: "The message")));
        var plain = page[..page.IndexOf("id=\"data\"", StringComparison.Ordinal)];
        foreach (var words in new[] { "<code>code.secrets</code>", "1 credential<br>→ Revoke it", "The message", "<code>src/a b.cs:3:5</code>", "<code>rule-a</code>", "→ Mend it." })
            Assert.Contains(words, plain, StringComparison.Ordinal);
    }

    [Fact]
    public void Charts_count_what_is_active_and_show_the_first_eight()
    {
        var findings = Enumerable.Range(0, 10).Select(i => Runs.Finding("a", Severity.High, $"d{i}/sub/f.cs")).Append(Runs.Finding("b", Severity.Low, "d9/sub/g.cs")).Append(Runs.Finding("c", Severity.Low, "d8/sub/g.cs") with { Suppression = new Suppression("file", "", "f") });
        var page = Write(Runs.Document([.. findings]), new ReportOptions { ShowSuppressed = true });
        Assert.Contains("data-key=\"dir\" data-value=\"d9/sub\" aria-label=\"d9/sub: 2\"", page, StringComparison.Ordinal);
        Assert.Contains("aria-label=\"LOW: 1\"", page, StringComparison.Ordinal);
        Assert.Contains("and 2 more</text>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("data-key=\"owner\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public void New_and_known_are_charted_where_there_are_both()
    {
        var isNew = Runs.Finding("a", Severity.High) with { Baseline = BaselineState.New };
        Assert.DoesNotContain("data-key=\"new\"", Write(Runs.Document(isNew, isNew)), StringComparison.Ordinal);
        Assert.Contains("data-key=\"new\" data-value=\"unchanged\" aria-label=\"unchanged: 1\"", Write(Runs.Document(isNew, isNew with { Baseline = BaselineState.Unchanged })), StringComparison.Ordinal);
    }

    [Fact]
    public void Suppressed_findings_that_are_not_listed_are_counted()
    {
        var run = Runs.Document(Runs.Finding("a", Severity.High, message: "Hidden") with { Suppression = new Suppression("file", "why", "f:1") }) with { Verdicts = [] };
        Assert.Contains("1 suppressed or merged finding is not listed", Write(run), StringComparison.Ordinal);
        Assert.DoesNotContain("Hidden", Write(run), StringComparison.Ordinal);
        Assert.Contains("Hidden", Write(run, new ReportOptions { ShowSuppressed = true }), StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_of_20000_findings_is_of_reasonable_size_and_written_piece_by_piece()
    {
        var run = Runs.Document() with { Findings = [.. Enumerable.Range(0, 20_000).Select(Many).Order(FindingOrder.WorstFirst)] };
        using var output = new MeasuringStream();
        Runs.Format("html").Write(run, new ReportOptions(), output);
        Assert.InRange(output.Length, 1_000_000, 8_000_000);
        Assert.InRange(output.LargestWrite, 1, 64 * 1024);

        // Bounded: what is held at the end of the largest is the texts, not the page.
        var before = GC.GetAllocatedBytesForCurrentThread();
        Runs.Format("html").Write(run, new ReportOptions(), Stream.Null);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 20_000 * 3_000);

        var page = Write(run);
        Assert.Equal(20_000, Data(page).GetProperty("findings").GetArrayLength());
        Assert.Contains("and 18,000 findings more", page, StringComparison.Ordinal);
        Assert.Equal(FindingSection.MostPlainRows, Regex.Count(page, "<span class=\"badge", RegexOptions.None, TimeSpan.FromSeconds(10)));
        Assert.Equal(page, Write(run));
    }

    private static Finding Many(int i) => Runs.Finding($"rule-{i % 40}", (Severity)(i % 5), string.Create(CultureInfo.InvariantCulture, $"src/module{i % 60}/folder{i % 7}/File{i % 900}.cs"), $"The call number {i} is wrong in some way") with
    {
        Fingerprint = new Fingerprint(Fingerprint.Current, i.ToString("x32", CultureInfo.InvariantCulture)),
    };

    /// <summary>Counts, and keeps nothing.</summary>
    private sealed class MeasuringStream : Stream
    {
        private long _length;

        public int LargestWrite { get; private set; }

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => _length;

        public override long Position { get => _length; set => throw new NotSupportedException(); }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            _length += buffer.Length;
            LargestWrite = Math.Max(LargestWrite, buffer.Length);
        }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
