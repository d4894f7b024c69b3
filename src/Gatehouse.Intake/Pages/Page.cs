using System.Collections.Frozen;
using System.Collections.Immutable;
using Gatehouse.Model;
using Gatehouse.Text;

namespace Gatehouse.Intake.Pages;

/// <summary>What a report of a page is written in.</summary>
internal enum PageForm
{
    /// <summary>One JSON document.</summary>
    Json,

    /// <summary>A JSON map a line.</summary>
    JsonLines,

    /// <summary>XML.</summary>
    Xml,

    /// <summary>CSV with a header.</summary>
    Csv,

    /// <summary>A JSON document that JavaScript gives to a variable.</summary>
    Script,
}

/// <summary>
/// How the reports of one tool are read, as data: <c>importers/&lt;name&gt;.yaml</c>, or a file of the user. The keys are
/// described in docs/reference/importer-pages.md.
/// </summary>
internal sealed record Page
{
    public required string Name { get; init; }

    public required string Tool { get; init; }

    public required string Summary { get; init; }

    /// <summary>What it counts otherwise than people may expect, and why: a sentence each.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>What an empty report states, and findings whose kind says nothing else. <see cref="FactKind.Alerts"/> is a log of alerts.</summary>
    public required FactKind Fact { get; init; }

    /// <summary>What the report states even where it holds no finding of the kind, each where its condition holds; none stands for <see cref="Fact"/>.</summary>
    public ImmutableArray<(FactKind Fact, PageCondition When)> States { get; init; } = [];

    /// <summary>A report is of this page where one of them fits.</summary>
    public required ImmutableArray<PageDetection> Detect { get; init; }

    public required ImmutableArray<FindingSource> Sources { get; init; }

    /// <summary>What the tool says it could not do: each makes the fact Partial.</summary>
    public ImmutableArray<NoticeSource> Notices { get; init; } = [];

    /// <summary>Of the whole report: <c>version</c>, <c>time</c>, <c>producer</c>, <c>count</c>, <c>judged</c>, <c>passed</c>, <c>image</c>, <c>digest</c>, <c>commit</c>.</summary>
    public required FrozenDictionary<string, PageValue> Values { get; init; }

    /// <summary>The tool says that it failed.</summary>
    public PageCondition? FailedWhen { get; init; }
}

/// <summary>One level of the way to the items.</summary>
/// <param name="Path">From the item of the level above.</param>
/// <param name="IsOptional">Where it leads to nothing the item above stands for itself.</param>
internal sealed record PageLevel(PagePath Path, bool IsOptional);

/// <summary>Where findings lie and what each of them says.</summary>
internal sealed record FindingSource
{
    public required ImmutableArray<PageLevel> Each { get; init; }

    /// <summary>Only in reports of this form; null for all.</summary>
    public PageForm? Form { get; init; }

    /// <summary>By the field's name: <c>rule</c>, <c>component.name</c>.</summary>
    public required FrozenDictionary<string, PageValue> Fields { get; init; }

    public required SeverityTable Severities { get; init; }

    /// <summary>A check that passed: no finding, and counted.</summary>
    public PageCondition? PassedWhen { get; init; }

    /// <summary>Neither a finding nor a check that passed.</summary>
    public PageCondition? SkipWhen { get; init; }

    /// <summary>Only these are findings.</summary>
    public PageCondition? OnlyWhen { get; init; }

    /// <summary>A finding that someone accepted: kept, and marked.</summary>
    public PageCondition? SuppressWhen { get; init; }

    /// <summary>An alert that somebody took in hand.</summary>
    public PageCondition? AcknowledgedWhen { get; init; }
}

/// <summary>Where the tool says what it could not do.</summary>
internal sealed record NoticeSource(ImmutableArray<PageLevel> Each, PageValue Reason, PageValue? Path, PageCondition? OnlyWhen);

/// <summary>What is wrong with a page: a place in it and what to do.</summary>
internal sealed record PageProblem(SourcePosition At, string Message, string Remedy);
