using System.Collections.Immutable;
using System.Globalization;
using Gatehouse.Formats;
using Gatehouse.Model;
using Gatehouse.Text;

namespace Gatehouse.Intake;

/// <summary>
/// One importer's way through one report: typed members, and what could not be used. A member of a wrong type is a notice
/// and makes the fact Partial: what a report meant to say and could not is not the same as nothing.
/// </summary>
internal sealed class Reading(ReportFile file, ImportContext context)
{
    private const int MaxNotices = 200;
    private const string Anew = "let the tool write the report anew, and check that it ended well";

    private readonly List<ScanNotice> _notices = [];
    private readonly HashSet<string> _said = new(StringComparer.Ordinal);
    private int _unsaid;

    public ReportFile File { get; } = file;

    public ImportContext Context { get; } = context;

    /// <summary>The working tree's path with a slash at its end, so that /src is no root of /src-old; null where there is none.</summary>
    public string? Root { get; } = context.Root is { Length: > 1 } root ? root.Replace('\\', '/').TrimEnd('/') + "/" : null;

    public Completeness Completeness { get; private set; }

    /// <summary>Something wanted could not be used: Partial.</summary>
    public void Unread(SourcePosition? at, string reason, string? path = null) => Note(NoticeKind.Unread, Completeness.Partial, at, reason, path);

    /// <summary>Something was odd, and all that was wanted is there.</summary>
    public void Degraded(SourcePosition? at, string reason, string? path = null) => Note(NoticeKind.Degraded, Completeness.Complete, at, reason, path);

    /// <summary>The tool itself says that it failed.</summary>
    public void Failed(SourcePosition? at, string reason, string? path = null) => Note(NoticeKind.Unread, Completeness.Failed, at, reason, path);

    /// <summary>A member's text on one line; null where there is none.</summary>
    public string? Text(Node? owner, string name, int most = Plain.MessageLength)
    {
        switch (owner?[name])
        {
            case null or ScalarNode { Kind: ScalarKind.Null }:
                return null;
            case ScalarNode scalar:
                return Plain.Line(scalar.Value, most) is { Length: > 0 } text ? text : null;
            case var other:
                Wrong(other, name, "a text");
                return null;
        }
    }

    /// <summary>A member's text that is an id, a name or a version.</summary>
    public string? Name(Node? owner, string name) => Text(owner, name, Plain.NameLength);

    /// <summary>A member's text as it is written, for paths, URIs and base64: whoever takes it cleans it.</summary>
    public string? Raw(Node? owner, string name) => Text(owner, name) is null ? null : owner![name]!.Text;

    /// <summary>A member's items; none where there is none.</summary>
    public ImmutableArray<Node> Items(Node? owner, string name)
    {
        switch (owner?[name])
        {
            case null or ScalarNode { Kind: ScalarKind.Null }:
                return [];
            case ListNode list:
                return list.Values;
            case var other:
                Wrong(other, name, "a list");
                return [];
        }
    }

    /// <summary>A member's items that are maps; each other one is told.</summary>
    public IEnumerable<MapNode> Maps(Node? owner, string name)
    {
        foreach (var item in Items(owner, name))
        {
            if (AsMap(item, name) is { } map)
                yield return map;
        }
    }

    /// <summary>An item of a list, which should be a map; told and null where it is none.</summary>
    public MapNode? AsMap(Node item, string list)
    {
        if (item is not MapNode)
            Wrong(item, "an item of " + list, "a map");
        return item as MapNode;
    }

    /// <summary>A member that is a map; null where there is none.</summary>
    public MapNode? Map(Node? owner, string name)
    {
        switch (owner?[name])
        {
            case null or ScalarNode { Kind: ScalarKind.Null }:
                return null;
            case MapNode map:
                return map;
            case var other:
                Wrong(other, name, "a map");
                return null;
        }
    }

    /// <summary>A member's items that are texts.</summary>
    public IEnumerable<string> Texts(Node? owner, string name)
    {
        foreach (var item in Items(owner, name))
        {
            if (item.Text is not { } text)
                Wrong(item, "an item of " + name, "a text");
            else if (Plain.Line(text, Plain.NameLength) is { Length: > 0 } line)
                yield return line;
        }
    }

    /// <summary>A whole number, also as text; null where there is none.</summary>
    public long? Whole(Node? owner, string name)
    {
        if (Text(owner, name) is not { } text)
            return null;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            return number;
        Wrong(owner![name]!, name, "a whole number of 64 bits");
        return null;
    }

    /// <summary>A finite number between two bounds, also as text; null where there is none.</summary>
    public double? Number(Node? owner, string name, double least, double most)
    {
        if (Text(owner, name) is not { } text)
            return null;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            return number;
        Wrong(owner![name]!, name, FormattableString.Invariant($"a number from {least} to {most}"));
        return null;
    }

    public bool? Flag(Node? owner, string name)
    {
        if (Text(owner, name) is not { } text)
            return null;
        if (text is "true" or "false")
            return text == "true";
        Wrong(owner![name]!, name, "true or false");
        return null;
    }

    /// <summary>A severity by its word; the given one, told, where the word is not known or there is none.</summary>
    public Severity Severity(string? word, Severity otherwise, SourcePosition? at)
    {
        if (Severities.TryParse(word, out var severity))
            return severity;
        if (word is not null)
            Degraded(at, $"the severity \"{Plain.Line(word, 40)}\" is not known: taken as {otherwise.ToLabel()}");
        return otherwise;
    }

    /// <summary>A region by its numbers; null, told, where they make none.</summary>
    public Region? Region(long? startLine, long? startColumn, long? endLine, long? endColumn, SourcePosition? at)
    {
        if (startLine is null)
            return null;
        var (line, column) = (startLine.Value, startColumn ?? 1);
        var lastLine = endLine ?? line;
        var lastColumn = endColumn ?? (lastLine == line ? column : 1);
        if (line is >= 1 and <= int.MaxValue && column is >= 1 and <= int.MaxValue && lastLine >= line && lastLine <= int.MaxValue
            && lastColumn is >= 1 and <= int.MaxValue && (lastLine > line || lastColumn >= column))
            return new Region((int)line, (int)column, (int)lastLine, (int)lastColumn);
        Degraded(at, "a region of impossible numbers is left out");
        return line is >= 1 and <= int.MaxValue ? Model.Region.Line((int)line) : null;
    }

    /// <summary>A path as a place, told where it lies outside the subject.</summary>
    public Location Place(string path, Region? region, SourcePosition? at)
    {
        var place = Places.OfPath(path, region, Root is null ? [] : [Root], out var why);
        if (why is not null)
            Degraded(at, why);
        return place;
    }

    /// <summary>A moment in UTC; null where there is none. What has no zone is taken as UTC.</summary>
    public DateTimeOffset? Time(string? text, SourcePosition? at)
    {
        if (text is null)
            return null;
        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) || time.Year < 2000)
        {
            Degraded(at, $"\"{Plain.Line(text, 40)}\" is no moment of a report: the moment of the import is taken");
            return null;
        }

        if (time <= Context.Now)
            return time;
        if (time > Context.Now.AddMinutes(5))
            Degraded(at, $"{time:yyyy-MM-dd HH:mm} is in the future: the moment of the import is taken");
        return null;
    }

    /// <summary>The producer, its name replaced where the user gave one.</summary>
    public Producer Producer(string? name, string? version, string otherwise) => new(Context.Producer ?? name ?? otherwise, version);

    /// <summary>A fact with all that was told until now; null where nobody says what it is about.</summary>
    public Fact? Fact(FactKind kind, Predicate predicate, Producer producer, DateTimeOffset? time, ImmutableArray<Subject> subjects)
    {
        var about = !subjects.IsDefaultOrEmpty ? subjects : Context.Subject is { } subject ? [subject] : [];
        return about.IsEmpty ? null : new Fact
        {
            Kind = kind,
            Subjects = about,
            Producer = producer,
            Time = (time ?? Context.Now).ToUniversalTime(),
            Completeness = Completeness,
            Notices = Notices(),
            Predicate = predicate,
            ReportDigest = File.Digest,
        };
    }

    /// <summary>The facts, or that nobody says what they are about.</summary>
    public ImportResult Result(params IEnumerable<Fact?> facts)
    {
        var all = facts.ToList();
        return all.Contains(null)
            ? Refuse(null, "the report names no digest of what it is about", "say it with --subject, or run where there is a git commit")
            : ImportResult.Of([.. all.OfType<Fact>()]);
    }

    /// <summary>No facts, and why.</summary>
    public ImportResult Refuse(SourcePosition? at, string message, string remedy) => ImportResult.Fail(new ImportProblem(File.Path, at, message, remedy));

    /// <summary>Where the JSON or XML is not readable or not of this format.</summary>
    public ImportResult RefuseForm(string format)
    {
        var error = File.Form switch
        {
            ReportForm.Json => File.Json.Error,
            ReportForm.Xml => File.Xml.Error,
            _ => null,
        };
        return error is not null
            ? Refuse(error.Position, Plain.Line(error.Message), Anew)
            : Refuse(null, $"the content is no {format}", "leave --importer out, or name the right one");
    }

    /// <summary>Where a report that is read in pieces is broken.</summary>
    public ImportResult RefuseJson(TextError error) => Refuse(error.Position, "not readable as JSON: " + Plain.Line(error.Message), Anew);

    /// <summary>Findings in the one order. What is over the bound is told.</summary>
    public ImmutableArray<Finding> Findings(IEnumerable<Finding> findings)
    {
        var collection = new FindingCollection();
        foreach (var finding in findings)
            collection.Add(finding);
        return Findings(collection);
    }

    /// <inheritdoc cref="Findings(IEnumerable{Finding})"/>
    public ImmutableArray<Finding> Findings(FindingCollection findings)
    {
        var kept = findings.Kept();
        if (findings.WithoutFlow > 0)
            Degraded(null, FormattableString.Invariant($"the way from source to sink is left out of {findings.WithoutFlow} findings: together they are too long to keep"));
        if (kept.Length < findings.Count)
            Unread(null, FormattableString.Invariant($"{findings.Count} findings: only the worst {kept.Length} are kept"));
        return kept;
    }

    private void Wrong(Node node, string name, string wanted) => Unread(node.Position, $"{name} should be {wanted}, and is {Plain.Line(node.Describe(), 80)}");

    private void Note(NoticeKind kind, Completeness completeness, SourcePosition? at, string reason, string? path)
    {
        if (completeness > Completeness)
            Completeness = completeness;
        var text = Plain.Line(at is { } place ? FormattableString.Invariant($"line {place.Line}: {reason}") : reason);
        if (!_said.Add(kind + "\n" + path + "\n" + text))
            return;
        if (_notices.Count < MaxNotices)
            _notices.Add(new ScanNotice(kind, path ?? "report", text));
        else
            _unsaid++;
        if (_said.Count > MaxNotices * 2)
            _said.Clear();
    }

    private ImmutableArray<ScanNotice> Notices()
    {
        var sorted = _notices.OrderBy(notice => notice.Path, StringComparer.Ordinal).ThenByDescending(notice => notice.Kind).ThenBy(notice => notice.Reason, StringComparer.Ordinal);
        return _unsaid == 0 ? [.. sorted] : [.. sorted, new ScanNotice(Completeness == Completeness.Complete ? NoticeKind.Degraded : NoticeKind.Unread, "report", FormattableString.Invariant($"{_unsaid} more of this report"))];
    }
}
