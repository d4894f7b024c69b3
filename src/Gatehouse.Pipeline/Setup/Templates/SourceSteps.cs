namespace Gatehouse.Pipeline.Setup.Templates;

/// <summary>The lines of bash that build Gatehouse from its source, the same for each CI.</summary>
internal static class SourceSteps
{
    // The revision is fetched by its own id, and compared: a server may answer with another commit.
    public static string[] Build(string folder) =>
    [
        $": \"${{{SourcePin.UrlName}:?is not set: the address of Gatehouse's source, see the head of this file}}\"",
        $": \"${{{SourcePin.RevisionName}:?is not set: the commit of Gatehouse's source, see the head of this file}}\"",
        $"source={folder}",
        "git init -q \"$source\"",
        $"git -C \"$source\" fetch -q --depth 1 -- \"${SourcePin.UrlName}\" \"${SourcePin.RevisionName}\"",
        "git -C \"$source\" checkout -q --detach FETCH_HEAD",
        $"test \"$(git -C \"$source\" rev-parse HEAD)\" = \"${SourcePin.RevisionName}\" || {{ echo 'gatehouse: another commit came than the one that is named' >&2; exit 1; }}",
        "\"$source/gatehouse\" publish",
    ];

    public static string Lines(IEnumerable<string> lines, string indent) => string.Join('\n', lines.Select(line => indent + line));
}
