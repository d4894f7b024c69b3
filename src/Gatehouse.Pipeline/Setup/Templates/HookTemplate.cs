namespace Gatehouse.Pipeline.Setup.Templates;

/// <summary>What a git hook calls. Plain sh; without Gatehouse it stops, since an unchecked commit would look like a checked one.</summary>
internal static class HookTemplate
{
    /// <summary>The line that the pre-commit hook comes to.</summary>
    public const string PreCommitLine = "gatehouse run --staged";

    /// <summary>The line that the pre-push hook comes to.</summary>
    public const string PrePushLine = "gatehouse run";

    // A pre-push hook is told the refs on standard input: they are for the hooks that follow.
    public static string Write(string line, string act) =>
        $"""
        command -v gatehouse >/dev/null 2>&1 || {"{"}
          echo 'gatehouse: not on the PATH, so nothing was checked. Put it there, or go without once: git {act} --no-verify' >&2
          exit 1
        {"}"}
        {line} </dev/null || exit $?

        """;
}
