namespace Gatehouse.EndToEnd.Tests.BadInput;

/// <summary>What comes through a pipe: found, nothing, no text, without end, or never.</summary>
public class StandardInputTests
{
    private static Result Scan(string feed, string options)
    {
        using var workspace = new Workspace();
        workspace.Write("in", $"first\nKEY={Reports.Credential}\n");
        return workspace.Shell($"{feed} dotnet \"$DLL\" scan - {options}");
    }

    [Fact]
    public void A_secret_is_found_at_its_place_in_stdin() => Scan("<in", "-f csv").Is(0, "HIGH,aws-access-key-id,", ",credential,stdin,2,5,");

    [Fact]
    public void A_secret_is_1_where_the_severity_is_to_fail() => Scan("<in", "--fail-on high").Is(1, "stdin:2:5");

    [Fact]
    public void Empty_input_is_4_with_a_sentence() => Scan("</dev/null", "").Is(4, "gatehouse: nothing was there to scan in standard input");

    [Fact]
    public void Binary_input_is_said_as_skipped() => Scan("head -c 1000 /dev/zero | cat - in |", "-f json").Is(0, "\"skipped\"", "binary: NUL bytes within the first 8 KiB");

    [Fact]
    public void Endless_text_ends_at_the_bound() => Scan("yes |", "").Is(3, "stdin  secrets: larger than the limit of 256 MiB", "INCOMPLETE: something could not be judged");

    [Fact]
    public void Endless_bytes_end_at_the_bound() => Scan("</dev/zero", "").Is(3, "stdin  secrets: larger than the limit of 256 MiB");

    [Fact]
    public void A_pipe_that_says_nothing_is_ended_by_a_signal() =>
        Scan("mkfifo pipe; exec 3<>pipe; timeout --preserve-status -s TERM 6 env <pipe", "").Is(3, "gatehouse: interrupted, and what was under way did not end by itself: the run is incomplete");
}
