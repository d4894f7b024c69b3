using System.Text.Json;
using System.Text.RegularExpressions;

namespace Gatehouse.EndToEnd.Tests;

/// <summary>The HTML page as a browser shows it.</summary>
public class HtmlPageTests
{
    private const string Injected = "<img src=x onerror=\"document.title='ran'\"></script><script>document.title='ran'</script>";

    private static (string Message, string Level, string Path)[] Ordinary { get; } =
        [("Joined text reaches a query", "9.8", "src/web/Login.cs"), ("A hash is weak", "5.0", "src/api/Token.cs"), ("A cookie is not secure", "5.0", "src/web/Login.cs")];

    private static string Sarif(params (string Message, string Level, string Path)[] results)
    {
        var written = results.Select((result, i) =>
            $$$"""{"ruleId":"r{{{i}}}","message":{"text":{{{JsonSerializer.Serialize(result.Message)}}}},"properties":{"security-severity":"{{{result.Level}}}"},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"{{{result.Path}}}"},"region":{"startLine":{{{i + 1}}} } } }]}""");
        var rules = results.Select((result, i) => $$$"""{"id":"r{{{i}}}","properties":{"security-severity":"{{{result.Level}}}"}}""");
        return $$$"""{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"checker","rules":[{{{string.Join(',', rules)}}}]}},"results":[{{{string.Join(',', written)}}}]}]}""";
    }

    private static Workspace Page(params (string Message, string Level, string Path)[] results)
    {
        var workspace = new Workspace().Write("README.md", "hello\n").Write("CODEOWNERS", "/src/web/ @acme/web\n");
        workspace.Commit();
        workspace.Write("checker.sarif", Sarif(results));
        var code = workspace.Gatehouse("run", "--report", "checker.sarif", "-o", "html=page.html").Code;
        Assert.True(code is 0 or 1, $"exit {code}");
        return workspace;
    }

    [Fact]
    public void The_page_opens_without_a_word_on_the_console_and_lists_all()
    {
        using var workspace = Page(Ordinary);
        var page = Browser.Open(workspace.File("page.html"));
        Assert.Empty(page.Console);
        page.Holds("3 findings</p>", "STOPPED</strong> code failed.", "@acme/web");
        Assert.Equal(3, page.Rows);
    }

    [Theory]
    [InlineData("severity=critical", 1)]
    [InlineData("severity=critical,medium&q=login", 2)]
    [InlineData("severity=medium&q=HASH%20weak", 1)]
    [InlineData("owner=%40acme%2Fweb", 2)]
    [InlineData("rule=r1", 1)]
    [InlineData("dir=src%2Fapi", 1)]
    [InlineData("severity=low", 0)]
    [InlineData("q=nowhere", 0)]
    [InlineData("new=unchanged", 0)]
    [InlineData("findings", 3)]
    public void The_address_filters(string hash, int rows)
    {
        using var workspace = Page(Ordinary);
        var page = Browser.Open(workspace.File("page.html"), hash);
        Assert.Empty(page.Console);
        Assert.Equal(rows, page.Rows);
        page.Holds(rows == 3 ? "3 findings</p>" : $"{rows} of 3 findings</p>");
    }

    [Fact]
    public void Hostile_text_is_shown_and_does_not_run()
    {
        using var workspace = Page((Injected + "\u202E\u2028", "9.8", "src/a.cs"), ("javascript:document.title='ran'", "5.0", "src/b.cs"));
        var page = Browser.Open(workspace.File("page.html"));
        Assert.Empty(page.Console);
        Assert.DoesNotContain("<title>ran", page.Dom, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", page.Dom, StringComparison.Ordinal);
        Assert.DoesNotContain('\u202E', page.Dom);
        page.Holds("&lt;img src=x onerror=", "<title>Gatehouse: ");
    }

    [Fact]
    public void Even_markup_that_broke_out_would_not_run()
    {
        using var workspace = Page(Ordinary);
        var text = File.ReadAllText(workspace.File("page.html")).Replace("<main>", "<main>" + Injected, StringComparison.Ordinal);
        File.WriteAllText(workspace.File("broken.html"), text);
        var guarded = Browser.Open(workspace.File("broken.html"));
        Assert.DoesNotContain("<title>ran", guarded.Dom, StringComparison.Ordinal);
        Assert.Contains(guarded.Console, line => line.Contains("Content Security Policy", StringComparison.Ordinal));

        // The same page without its policy: the attack is a real one.
        File.WriteAllText(workspace.File("open.html"), WithoutPolicy(text));
        Browser.Open(workspace.File("open.html")).Holds("<title>ran");
    }

    [Fact]
    public void No_resource_is_named_that_a_browser_would_load()
    {
        using var workspace = Page(Ordinary);
        var page = Browser.Open(workspace.File("page.html")).Holds("Content-Security-Policy", "default-src 'none'");
        Assert.DoesNotMatch(new Regex("<(link|img|iframe|object|embed|base|audio|video|source)\\b|\\s(src|srcset|style|xlink:href)=|@import|url\\(|fetch\\(|XMLHttpRequest|WebSocket", RegexOptions.None, TimeSpan.FromSeconds(10)), page.Dom);
    }

    [Fact]
    public void The_keyboard_filters_moves_opens_and_clears()
    {
        using var workspace = Page(Ordinary);
        // No driver: a second script presses the keys, so the policy has to go from this copy.
        const string Keys = """
            <script>
            addEventListener('load', () => {
              const said = [];
              const press = key => document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
              const chosen = () => [...document.querySelectorAll('tr.finding')].findIndex(row => row.classList.contains('current'));
              press('j'); press('j'); said.push('second ' + chosen());
              press('k'); said.push('first ' + chosen());
              press('Enter'); said.push('open ' + document.querySelectorAll('tr.details').length);
              press('Enter'); said.push('closed ' + document.querySelectorAll('tr.details').length);
              press('/'); said.push('focus ' + document.activeElement.id);
              press('j'); said.push('typing ' + chosen());
              document.querySelector('a[data-key=severity][data-value=critical]').dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
              said.push('bar ' + document.querySelectorAll('tr.finding').length + ' ' + location.hash);
              press('Escape'); said.push('cleared ' + document.querySelectorAll('tr.finding').length);
              document.querySelector('th[data-sort=where] button').click(); said.push('sorted ' + document.querySelector('tr.finding code').textContent);
              document.getElementById('theme').click(); said.push('theme ' + document.documentElement.dataset.theme);
              document.title = said.join('; ');
            });
            </script>
            """;
        File.WriteAllText(workspace.File("keys.html"), WithoutPolicy(File.ReadAllText(workspace.File("page.html"))).Replace("</body>", Keys + "</body>", StringComparison.Ordinal));
        var page = Browser.Open(workspace.File("keys.html"));
        Assert.Empty(page.Console);
        page.Holds("<title>second 1; first 0; open 1; closed 0; focus q; typing 0; bar 1 #severity=critical; cleared 3; sorted src/api/Token.cs:2:1; theme light</title>");
    }

    [Fact]
    public void Without_script_gates_and_findings_are_there()
    {
        using var workspace = Page(Ordinary);
        var text = File.ReadAllText(workspace.File("page.html"));
        File.WriteAllText(workspace.File("plain.html"), Regex.Replace(text, "script-src [^;]*;", "script-src 'none';", RegexOptions.None, TimeSpan.FromSeconds(10)));
        var page = Browser.Open(workspace.File("plain.html")).Holds("Joined text reaches a query", "code.flaws", "<form id=\"filters\" hidden=\"\">");
        Assert.Equal(0, page.Rows);
    }

    [Fact]
    public void Twenty_thousand_findings_are_shown_a_hundred_at_a_time()
    {
        using var workspace = Page([.. Enumerable.Range(0, 20_000).Select(i => ($"Call number {i} is wrong", i % 5 == 0 ? "9.8" : "5.0", $"src/module{i % 60}/File{i % 900}.cs"))]);
        Assert.InRange(new FileInfo(workspace.File("page.html")).Length, 1_000_000, 10_000_000);
        var page = Browser.Open(workspace.File("page.html"), "severity=medium&page=2").Holds("16,000 of 20,000 findings", "101 to 200 of 16,000");
        Assert.Empty(page.Console);
        Assert.Equal(100, page.Rows);
    }

    private static string WithoutPolicy(string page) => Regex.Replace(page, "<meta http-equiv=\"Content-Security-Policy\"[^>]*>", "", RegexOptions.None, TimeSpan.FromSeconds(10));
}
