using System.Globalization;
using System.Text;
using Gatehouse.Release;

switch (args)
{
    case ["pack", var archive, var folder, var seconds, .. var files] when Time(seconds) is { } time:
        if (Archive.Write(archive, folder, files, time) is { } problem)
            return Refuse(problem);
        return 0;
    case ["bill", var target, var version, var seconds, .. var locks] when locks.Length > 0 && Time(seconds) is { } time:
        var (packages, problems) = LockFile.ReadAll(locks);
        if (problems.Length > 0)
            return Refuse(string.Join('\n', problems));
        File.WriteAllBytes(target, Bill.Write(packages, version, time));
        return 0;
    case ["sums", var folder]:
        File.WriteAllText(Path.Combine(folder, Checksums.FileName), Checksums.Of(folder), new UTF8Encoding(false));
        return 0;
    default:
        return Refuse("""
            usage: Gatehouse.Release pack ARCHIVE FOLDER-IN-IT SECONDS FILE…
                   Gatehouse.Release bill FILE VERSION SECONDS LOCK-FILE…
                   Gatehouse.Release sums FOLDER
            """);
}

static DateTimeOffset? Time(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= 253402300799 ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;

static int Refuse(string line)
{
    Console.Error.WriteLine(line);
    return 2;
}
