using System.Text;
using Gatehouse.Model;

namespace Gatehouse.Formats.Html;

/// <summary>
/// One self-contained page: it loads nothing, and is read without script as well. The script adds filtering, sorting, paging and
/// details, from the JSON block at the end of the page.
/// </summary>
[ReportFormat]
internal sealed class HtmlFormat : IReportFormat
{
    public string Name => "html";

    public string Summary => "one self-contained page with charts and filters, for a browser";

    public void Write(RunDocument run, ReportOptions options, Stream output)
    {
        using var writer = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        var page = new Markup(writer);
        var listed = new ListedFindings(run, options.ShowSuppressed);

        page.Line("<!DOCTYPE html>").Line("<html lang=\"en\">").Line("<head>").Line("<meta charset=\"utf-8\">");
        page.Raw("<meta http-equiv=\"Content-Security-Policy\" content=\"").Text(PageAssets.ContentSecurityPolicy).Line("\">");
        page.Line("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">").Line("<meta name=\"referrer\" content=\"no-referrer\">");
        page.Raw("<title>Gatehouse: ").Text(run.Subject.Name).Line("</title>");
        page.Raw("<style>").Raw(PageAssets.Style).Line("</style>");
        page.Raw("<script>").Raw(PageAssets.Script).Line("</script>");
        page.Line("</head>").Line("<body>");
        HeadSection.Write(page, run, listed);
        page.Line("<main>");
        GateSection.Write(page, run);
        UnjudgedSection.Write(page, run);
        ChartSection.Write(page, listed);
        IgnoredSection.Write(page, run);
        FindingSection.Write(page, listed);
        page.Line("</main>");
        page.Raw("<footer>Gatehouse ").Text(run.ToolVersion).Raw(", exit code ").Number(run.ExitCode).Line(".</footer>");

        page.Raw("<script type=\"application/json\" id=\"data\">").Flush();
        FindingData.Write(output, listed);
        page.Line("</script>").Line("</body>").Line("</html>");
    }
}
