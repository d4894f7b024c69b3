using System.Diagnostics;

namespace Gatehouse.EndToEnd.Tests;

/// <summary>Chromium without a window: opens a file and gives the page as it then stands.</summary>
internal static class Browser
{
    // In the page's own clock, which runs ahead while nothing happens.
    private const int VirtualMilliseconds = 5_000;

    /// <summary>Opens a file of the disk.</summary>
    /// <param name="file">The page.</param>
    /// <param name="hash">What follows <c>#</c> in the address; empty for nothing.</param>
    /// <param name="options">More options of Chromium.</param>
    public static OpenedPage Open(string file, string hash = "", params string[] options)
    {
        var profile = Directory.CreateTempSubdirectory("gatehouse-chromium-");
        try
        {
            var start = new ProcessStartInfo("chromium") { RedirectStandardOutput = true, RedirectStandardError = true };
            string[] arguments =
            [
                "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--enable-logging=stderr", $"--user-data-dir={profile.FullName}",
                $"--virtual-time-budget={VirtualMilliseconds}", "--dump-dom", .. options, new Uri(file).AbsoluteUri + (hash.Length > 0 ? "#" + hash : ""),
            ];
            foreach (var argument in arguments)
                start.ArgumentList.Add(argument);
            using var process = Process.Start(start)!;
            var log = process.StandardError.ReadToEndAsync();
            var dom = process.StandardOutput.ReadToEndAsync();
            if (!process.WaitForExit(TimeSpan.FromMinutes(2)))
            {
                process.Kill(entireProcessTree: true);
                throw new TimeoutException($"chromium did not end for {file}");
            }

            return new OpenedPage(dom.GetAwaiter().GetResult(), log.GetAwaiter().GetResult());
        }
        finally
        {
            Delete(profile);
        }
    }

    // Children of the browser outlive it by a moment, and may still write there.
    private static void Delete(DirectoryInfo profile)
    {
        for (var left = 20; ; left--)
        {
            try
            {
                profile.Delete(recursive: true);
                return;
            }
            catch (IOException) when (left > 0)
            {
                Thread.Sleep(100);
            }
        }
    }
}

/// <summary>A page after its script ran.</summary>
/// <param name="Dom">The document as markup.</param>
/// <param name="Log">What Chromium logged; the console's lines hold <c>:CONSOLE</c>.</param>
internal sealed record OpenedPage(string Dom, string Log)
{
    /// <summary>What the page or its policy said on the console: errors, refusals, messages.</summary>
    public IEnumerable<string> Console => Log.Split('\n').Where(line => line.Contains(":CONSOLE", StringComparison.Ordinal));

    /// <summary>Rows of findings on the page.</summary>
    public int Rows => Dom.Split("<tr class=\"finding").Length - 1;

    public OpenedPage Holds(params string[] parts)
    {
        foreach (var part in parts)
            Assert.True(Dom.Contains(part, StringComparison.Ordinal), $"\"{part}\" is wanted\n{Dom[..Math.Min(Dom.Length, 200)]}…\n{string.Join('\n', Console)}");
        return this;
    }
}
