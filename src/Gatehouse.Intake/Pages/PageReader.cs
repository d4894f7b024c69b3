using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using Gatehouse.Model;
using Gatehouse.Text;

namespace Gatehouse.Intake.Pages;

/// <summary>Reads a page, and says everything that is wrong with it at once.</summary>
internal sealed class PageReader
{
    private static readonly TextLimits Limits = new() { MaxBytes = 1 << 20, MaxDepth = 16, MaxNodes = 20_000 };
    private static readonly string[] Own = ["name", "tool", "summary", "notes", "fact", "detect", "findings", "fields", "severities", "unread", "failed-when", "states"];
    private static readonly string[] Sourced = ["each", "form", "passed-when", "skip-when", "only-when", "suppress-when", "acknowledged-when", "severities"];

    private readonly PageProblems _problems = new();
    private readonly PageValueReader _values;
    private readonly PageConditionReader _conditions;

    private PageReader()
    {
        _values = new PageValueReader(_problems);
        _conditions = new PageConditionReader(_problems, _values);
    }

    /// <summary>The page; null where anything is wrong with it.</summary>
    public static (Page? Page, ImmutableArray<PageProblem> Problems) Read(ReadOnlySpan<byte> yaml)
    {
        var (root, error) = Yaml.Parse(yaml, Limits);
        if (error is not null)
            return (null, [new PageProblem(error.Position, "not readable as YAML: " + Plain.Line(error.Message), "mend it there")]);
        if (root is not MapNode map)
            return (null, [new PageProblem(root?.Position ?? new SourcePosition(1, 1), "a page should be a map", "begin it with name, tool and summary; see docs/how-to/map-a-report.md")]);
        var reader = new PageReader();
        var page = reader.Page(map);
        return reader._problems.Any ? (null, reader._problems.Sorted) : (page, []);
    }

    private Page Page(MapNode map)
    {
        _problems.Keys(map, "a page", [.. Own, .. PageWords.ReportValues]);
        var name = _problems.Text(map, "name") ?? "";
        if (name.Length > 0 && (name.Length > 60 || !name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')))
            _problems.Add(map["name"]!, $"\"{Plain.Line(name, 60)}\" is no name of an importer", "use lower-case letters, digits and dashes");
        var fact = _problems.Word(map, "fact", PageWords.Facts);
        var common = map["fields"] is { } fields ? Fields(fields, "fields", []) : FrozenDictionary<string, PageValue>.Empty;
        var severities = map["severities"] is { } table ? Severities(table) : SeverityTable.Empty;
        return new Page
        {
            Name = name,
            Tool = _problems.Text(map, "tool") ?? "",
            Summary = _problems.Text(map, "summary") ?? "",
            Notes = [.. _problems.Texts(map, "notes").Select(note => Plain.Line(note))],
            Fact = fact ?? FactKind.CodeScan,
            States = map["states"] is null ? [] : [.. States(map)],
            Detect = [.. Maps(map, "detect").Select(Detection)],
            Sources = [.. Maps(map, "findings").Select(source => Alerting(source, fact, Source(source, common, severities)))],
            Notices = map["unread"] is null ? [] : [.. Maps(map, "unread").Select(Notice)],
            Values = PageWords.ReportValues.Where(value => map[value] is not null).ToFrozenDictionary(value => value, value => _values.Value(map[value]!), StringComparer.Ordinal),
            FailedWhen = _conditions.Optional(map, "failed-when"),
        };
    }

    private IEnumerable<(FactKind Fact, PageCondition When)> States(MapNode owner)
    {
        foreach (var map in Maps(owner, "states"))
        {
            _problems.Keys(map, "an entry of states", ["fact", "when"]);
            if (_conditions.Optional(map, "when") is not { } when)
                _problems.Add(map, "an entry of states lacks when", "say by what the report shows that this was looked for");
            else if (_problems.Word(map, "fact", PageWords.Facts) is { } fact)
                yield return (fact, when);
        }
    }

    private IEnumerable<MapNode> Maps(MapNode owner, string key)
    {
        if (owner[key] is MapNode single)
            return [single];
        if (owner[key] is not ListNode { Values.IsEmpty: false } list)
        {
            _problems.Add(owner[key] ?? owner, $"{key} should be a list of maps", "write at least one");
            return [];
        }

        foreach (var item in list.Values.Where(item => item is not MapNode))
            _problems.Add(item, $"an entry of {key} should be a map, and is {Plain.Line(item.Describe(), 60)}", "write keys and values");
        return list.Values.OfType<MapNode>();
    }

    private PageDetection Detection(MapNode map)
    {
        _problems.Keys(map, "an entry of detect", ["form", "root", "has", "lacks", "where", "columns", "named", "fact"]);
        var form = _problems.Word(map, "form", PageWords.Forms) ?? PageForm.Json;
        var detection = new PageDetection(form)
        {
            Root = map["root"] is null ? null : _problems.Text(map, "root"),
            Has = Paths(map, "has"),
            Lacks = Paths(map, "lacks"),
            Where = _conditions.Optional(map, "where"),
            Columns = [.. _problems.Texts(map, "columns")],
            IsNamed = _values.Flag(map, "named"),
            Fact = map["fact"] is null ? null : _problems.Word(map, "fact", PageWords.Facts),
        };
        if (form == PageForm.Csv ? detection.Columns.IsEmpty : detection.Has.IsEmpty && detection.Where is null && (form != PageForm.Xml || detection.Root is null))
            _problems.Add(map, "an entry of detect would fit too much", form == PageForm.Csv ? "name the columns that only this tool writes" : "name members that only this tool writes, under has or where");
        if (form == PageForm.Json && detection.Root is not (null or "list" or "map"))
            _problems.Add(map["root"]!, "root of JSON is list or map", "leave it out, or say which");
        if (form is PageForm.JsonLines or PageForm.Csv && detection.Root is not null)
            _problems.Add(map["root"]!, "only XML and JSON have a root", "leave it out");
        return detection;
    }

    private ImmutableArray<PagePath> Paths(MapNode map, string key) =>
        [.. _problems.Scalars(map, key).Select(_values.Path).OfType<PagePath>()];

    private FindingSource Source(MapNode map, FrozenDictionary<string, PageValue> common, SeverityTable severities)
    {
        var fields = common.ToDictionary(StringComparer.Ordinal);
        foreach (var (name, value) in Fields(map, "an entry of findings", Sourced))
            fields[name] = value;
        if (!fields.ContainsKey("rule"))
            _problems.Add(map, "an entry of findings lacks rule", "say where the tool's id of the rule or advisory is");
        if (!fields.ContainsKey("title") && !fields.ContainsKey("message"))
            _problems.Add(map, "an entry of findings lacks title and message", "say where the tool's words are");
        return new FindingSource
        {
            Each = Each(map),
            Form = map["form"] is null ? null : _problems.Word(map, "form", PageWords.Forms),
            Fields = fields.ToFrozenDictionary(StringComparer.Ordinal),
            Severities = map["severities"] is { } table ? Severities(table) : severities,
            PassedWhen = _conditions.Optional(map, "passed-when"),
            SkipWhen = _conditions.Optional(map, "skip-when"),
            OnlyWhen = _conditions.Optional(map, "only-when"),
            SuppressWhen = _conditions.Optional(map, "suppress-when"),
            AcknowledgedWhen = _conditions.Optional(map, "acknowledged-when"),
        };
    }

    private FindingSource Alerting(MapNode map, FactKind? fact, FindingSource source)
    {
        if (fact == FactKind.Alerts || source.Fields.ContainsKey("kind"))
            return source;
        if (PageWords.AlertFields.FirstOrDefault(source.Fields.ContainsKey) is { } field)
            _problems.Add(map[field] ?? map, $"{field} is of alerts alone", "leave it out, or say fact: alerts");
        if (source.AcknowledgedWhen is not null)
            _problems.Add(map["acknowledged-when"]!, "acknowledged-when is of alerts alone", "use suppress-when");
        return source;
    }

    private NoticeSource Notice(MapNode map)
    {
        _problems.Keys(map, "an entry of unread", ["each", "reason", "path", "only-when"]);
        if (map["reason"] is null)
            _problems.Add(map, "an entry of unread lacks reason", "say where the tool's words are");
        return new NoticeSource(Each(map), map["reason"] is { } reason ? _values.Value(reason) : new ConstantValue("unread"), map["path"] is { } path ? _values.Value(path) : null, _conditions.Optional(map, "only-when"));
    }

    private ImmutableArray<PageLevel> Each(MapNode map)
    {
        if (map["each"] is null)
            _problems.Add(map, "each is missing", "name the list or map whose items are taken; a list of paths goes down level by level");
        var levels = ImmutableArray.CreateBuilder<PageLevel>();
        foreach (var scalar in _problems.Scalars(map, "each"))
        {
            var isOptional = scalar.Value is [.., '?'];
            if (_values.Path(isOptional ? scalar with { Value = scalar.Value[..^1] } : scalar) is { } path)
                levels.Add(new PageLevel(path, isOptional));
        }

        return levels.ToImmutable();
    }

    private FrozenDictionary<string, PageValue> Fields(Node node, string where, string[] others)
    {
        var fields = new Dictionary<string, PageValue>(StringComparer.Ordinal);
        if (node is not MapNode map)
        {
            _problems.Add(node, $"{where} should be a map", "write fields and where they are");
            return FrozenDictionary<string, PageValue>.Empty;
        }

        _problems.Keys(map, where, [.. others, .. PageWords.Fields]);
        foreach (var entry in map.Members.Where(entry => PageWords.Fields.Contains(entry.Key.Value)))
        {
            if (entry.Key.Value != "component")
            {
                fields[entry.Key.Value] = Checked(entry.Key.Value, _values.Value(entry.Value), entry.Value);
            }
            else if (entry.Value is MapNode component)
            {
                _problems.Keys(component, "component", PageWords.ComponentParts);
                foreach (var part in component.Members)
                    fields["component." + part.Key.Value] = _values.Value(part.Value);
            }
            else
            {
                _problems.Add(entry.Value, "component should be a map", "write name, version, ecosystem, purl, direct or license");
            }
        }

        return fields.ToFrozenDictionary(StringComparer.Ordinal);
    }

    // A constant that no report can mend is told where it is written.
    private PageValue Checked(string field, PageValue value, Node at)
    {
        if (value.Constant is { } constant)
        {
            if (field == "kind" && !PageWords.TryFind(PageWords.Kinds, constant, out _))
                _problems.Add(at, $"\"{Plain.Line(constant, 40)}\" is no kind of finding", "use one of " + PageWords.All(PageWords.Kinds));
            if (field == "severity" && !Model.Severities.TryParse(constant, out _))
                _problems.Add(at, $"\"{Plain.Line(constant, 40)}\" is no severity", "use critical, high, medium, low or info");
        }

        return value;
    }

    private SeverityTable Severities(Node node)
    {
        var words = ImmutableDictionary.CreateBuilder<string, Severity>(StringComparer.OrdinalIgnoreCase);
        var unstated = ImmutableHashSet.CreateBuilder<string>(StringComparer.OrdinalIgnoreCase);
        var thresholds = new List<(double, Severity)>();
        Severity? otherwise = null;
        if (node.Text == "cvss")
            return SeverityTable.Empty with { Thresholds = SeverityTableCvss };
        if (node is not MapNode map)
        {
            _problems.Add(node, "severities should be a map, or the word cvss", "write the tool's word and ours: WARNING: medium");
            return SeverityTable.Empty;
        }

        foreach (var (key, value) in map.Members)
        {
            var isUnstated = value.Text == "cvss" && key.Value != "otherwise" && !key.Value.StartsWith(">=", StringComparison.Ordinal);
            if (isUnstated)
                unstated.Add(key.Value);
            else if (!Model.Severities.TryParse(value.Text, out var severity))
                _problems.Add(value, $"{Plain.Line(value.Describe(), 60)} is no severity", "use critical, high, medium, low or info");
            else if (key.Value == "otherwise")
                otherwise = severity;
            else if (key.Value.StartsWith(">=", StringComparison.Ordinal))
                Threshold(key, severity);
            else if (!words.TryAdd(key.Value, severity))
                _problems.Add(key, $"\"{Plain.Line(key.Value, 40)}\" is there twice in other letters", "remove one");
        }

        return new SeverityTable { Words = words.ToImmutable(), Unstated = unstated.ToImmutable(), Thresholds = [.. thresholds.OrderByDescending(threshold => threshold.Item1)], Otherwise = otherwise };

        void Threshold(ScalarNode key, Severity severity)
        {
            if (double.TryParse(key.Value.AsSpan(2), NumberStyles.Float, CultureInfo.InvariantCulture, out var least))
                thresholds.Add((least, severity));
            else
                _problems.Add(key, $"\"{Plain.Line(key.Value, 40)}\" is no threshold", "write \">= 7.0\"");
        }
    }

    // CVSS 3.1 specification, section 5.
    private static readonly ImmutableArray<(double, Severity)> SeverityTableCvss = [(9.0, Severity.Critical), (7.0, Severity.High), (4.0, Severity.Medium), (0.1, Severity.Low), (0.0, Severity.Info)];
}
