using Gatehouse.Model;
using Gatehouse.Text;

namespace Gatehouse.Refinery;

/// <summary>
/// <c>.checkov.yaml</c>: <c>skip-check</c>, ids as a list or parted by commas, <c>CKV_AWS_*</c> for a family. A severity
/// there is told and not applied. <c>skip-path</c> is left to gatehouse.yaml.
/// </summary>
[SuppressionFile]
internal sealed class CheckovSkips : ISuppressionFile
{
    public string FileName => ".checkov.yaml";

    public SuppressionReading Read(ReadOnlySpan<byte> bytes) => IgnoreYaml.Read(FileName, bytes, static (root, reading) =>
    {
        foreach (var item in IgnoreYaml.ItemsOf(root["skip-check"]))
        {
            foreach (var id in (item.Text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                Add(id, item.Position.Line, reading);
        }

        if (root["skip-path"] is { } paths)
            reading.Warn(paths.Position.Line, "skip-path is not applied. Name the paths under exclude in gatehouse.yaml.");
    });

    private static void Add(string id, int line, IgnoreLines.Reading reading)
    {
        var star = id.IndexOf('*', StringComparison.Ordinal);
        if (Severities.TryParse(id, out _))
            reading.Warn(line, $"\"{id}\" is a severity, not a check, so it is not applied. Set what blocks in gatehouse.yaml.");
        else if (star >= 0 && (star < id.Length - 1 || star < 4))
            reading.Warn(line, $"\"{id}\" is not applied: a star stands at the end of an id such as CKV_AWS_*.");
        else
            reading.Add(new SuppressionEntry { Source = reading.Source(line), Ids = star < 0 ? [id] : [], IdPrefixes = star < 0 ? [] : [id[..star]], Kinds = [FindingKind.Misconfiguration] });
    }
}
