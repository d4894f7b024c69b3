using System.Text;
using Gatehouse.Text;

namespace Gatehouse.Intake.Importers.Spdx;

/// <summary>SPDX 2 as tag-value: <c>Tag: value</c> a line, long texts between <c>&lt;text&gt;</c> and <c>&lt;/text&gt;</c>.</summary>
internal static class SpdxTags
{
    private const int MaxLines = 5_000_000;

    public static bool IsOne(ReportFile file)
    {
        var head = TextDecoding.ToText(file.Bytes.Span[..Math.Min(file.Bytes.Length, 8192)], out _);
        return head.Split('\n').Any(line => line.StartsWith("SPDXVersion:", StringComparison.Ordinal));
    }

    public static SpdxDocument Read(Reading reading)
    {
        SpdxDocument? document = null;
        var early = new List<(int Line, string Tag, string Value)>();
        var state = new State();
        foreach (var (line, tag, value) in Lines(reading))
        {
            if (tag == "SPDXVersion" && document is null)
            {
                document = new SpdxDocument { Version = value.StartsWith("SPDX-", StringComparison.Ordinal) ? value[5..] : value };
                foreach (var (before, name, text) in early)
                    Take(reading, document, state, before, name, text);
            }
            else if (document is null)
            {
                early.Add((line, tag, value));
            }
            else
            {
                Take(reading, document, state, line, tag, value);
            }
        }

        if (document is null)
            return new SpdxDocument { Version = "unknown" };
        Begin(document, state);
        foreach (var package in document.Packages.Where(package => package.Id is null))
            reading.Unread(package.Position, $"the package {package.Name} has no SPDXID: the document may have been cut");
        return document;
    }

    private static void Take(Reading reading, SpdxDocument document, State state, int line, string tag, string value)
    {
        var at = new SourcePosition(line, 1);
        switch (tag)
        {
            case "Created":
                document.Created = reading.Time(value, at);
                break;
            case "Creator" when value.StartsWith("Tool:", StringComparison.Ordinal):
                document.Tool ??= Plain.Line(value[5..], Plain.NameLength);
                break;
            case "PackageName":
                Begin(document, state);
                state.Package = null;
                state.Name = Plain.Line(value, Plain.NameLength);
                state.Position = at;
                break;
            case "FileName" or "SnippetSPDXID" or "LicenseID":
                Begin(document, state);
                state.Package = null;
                break;
            case "SPDXID" when Begin(document, state) is { } package:
                package.Id ??= Plain.Line(value, Plain.NameLength);
                break;
            case "PackageVersion" when Begin(document, state) is { } package:
                package.Version = Plain.Line(value, Plain.NameLength);
                break;
            case "PackageLicenseDeclared" when Begin(document, state) is { } package:
                package.Declared = Plain.Line(value, Plain.NameLength);
                break;
            case "PackageLicenseConcluded" when Begin(document, state) is { } package:
                package.Concluded = Plain.Line(value, Plain.NameLength);
                break;
            case "PrimaryPackagePurpose" when Begin(document, state) is { } package:
                package.Purpose = value;
                break;
            case "PackageChecksum" when Begin(document, state) is { } package:
                var sum = value.Split(':', 2, StringSplitOptions.TrimEntries);
                package.Checksums.Add((sum[0], sum.Length > 1 ? sum[1] : null));
                break;
            case "ExternalRef" when Begin(document, state) is { } package:
                var reference = value.Split(' ', 3, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
                if (reference is [_, "purl", var purl])
                    package.Purl ??= Plain.Line(purl, Plain.NameLength);
                if (reference is ["SECURITY", "advisory", var advisory])
                    package.Advisories.Add(Plain.Line(advisory, Plain.NameLength));
                break;
            case "Relationship":
                if (value.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var from, var type, var to, ..])
                    document.Add(Plain.Line(from), type, Plain.Line(to));
                else
                    reading.Unread(at, "a relationship lacks an end or a type");
                break;
        }
    }

    // Whatever comes first after a package's name makes it.
    private static SpdxPackage? Begin(SpdxDocument document, State state)
    {
        if (state.Name is { } name)
        {
            document.Packages.Add(state.Package = new SpdxPackage { Id = null, Name = name.Length == 0 ? null : name, Position = state.Position });
            state.Name = null;
        }

        return state.Package;
    }

    private static IEnumerable<(int Line, string Tag, string Value)> Lines(Reading reading)
    {
        var text = TextDecoding.ToText(reading.File.Bytes.Span, out var isDegraded);
        if (isDegraded)
            reading.Degraded(null, "the text holds bytes that are no UTF-8");
        var number = 0;
        var start = 0;
        while (start < text.Length)
        {
            if (++number > MaxLines)
            {
                reading.Unread(null, FormattableString.Invariant($"only the first {MaxLines} lines are read"));
                yield break;
            }

            var first = number;
            var line = Next(text, ref start);
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (line.Length == 0 || line[0] == '#')
                continue;
            if (colon <= 0)
            {
                reading.Unread(new SourcePosition(number, 1), $"\"{Plain.Line(line, 40)}\" is no line of SPDX");
                continue;
            }

            var tag = line[..colon].Trim();
            var value = line[(colon + 1)..].Trim();
            if (value.StartsWith("<text>", StringComparison.Ordinal))
            {
                var whole = new StringBuilder(value, 6, value.Length - 6, value.Length);
                var isClosed = value.EndsWith("</text>", StringComparison.Ordinal);
                while (!isClosed && start < text.Length)
                {
                    number++;
                    var more = Next(text, ref start);
                    isClosed = more.EndsWith("</text>", StringComparison.Ordinal);
                    whole.Append('\n').Append(more);
                }

                if (!isClosed)
                    reading.Unread(new SourcePosition(first, 1), $"the text of {Plain.Line(tag, 40)} does not end: the document was cut");
                value = whole.Replace("</text>", "").ToString();
            }

            yield return (first, tag, value);
        }
    }

    private static string Next(string text, ref int start)
    {
        var end = text.IndexOf('\n', start);
        var line = end < 0 ? text[start..] : text[start..end];
        start = end < 0 ? text.Length : end + 1;
        return line.TrimEnd('\r', ' ', '\t');
    }

    private sealed class State
    {
        public SpdxPackage? Package { get; set; }

        public string? Name { get; set; }

        public SourcePosition Position { get; set; }
    }
}
