using System.Collections.Immutable;
using System.Globalization;
using Gatehouse.Model;
using Gatehouse.Text;

namespace Gatehouse.Intake.Pages;

/// <summary>A tool's words and numbers as severities. Words that every tool means alike need no entry.</summary>
internal sealed record SeverityTable
{
    public static SeverityTable Empty { get; } = new();

    /// <summary>In any case.</summary>
    public ImmutableDictionary<string, Severity> Words { get; init; } = ImmutableDictionary<string, Severity>.Empty.WithComparers(StringComparer.OrdinalIgnoreCase);

    /// <summary>Words by which the tool says that it knows none: the CVSS score tells.</summary>
    public ImmutableHashSet<string> Unstated { get; init; } = ImmutableHashSet<string>.Empty.WithComparer(StringComparer.OrdinalIgnoreCase);

    /// <summary>Numbers of at least this, the highest first.</summary>
    public ImmutableArray<(double Least, Severity Severity)> Thresholds { get; init; } = [];

    /// <summary>Where no word and no number is known.</summary>
    public Severity? Otherwise { get; init; }

    /// <summary>The severity of a word; without one that of the CVSS score; else the stated default, and where there is none MEDIUM, told.</summary>
    public Severity Of(Reading reading, string? word, double? cvss, SourcePosition at)
    {
        if (word is not null && Unstated.Contains(word))
            word = null;
        if (word is not null && Known(word) is { } known)
            return known;
        if (word is not null)
        {
            var taken = cvss is { } stated ? Severities.FromCvss(stated) : Otherwise ?? Severity.Medium;
            reading.Unread(at, $"the severity \"{Plain.Line(word, 40)}\" is not known: taken as {taken.ToLabel()}");
            return taken;
        }

        if (cvss is { } score)
            return Severities.FromCvss(score);
        if (Otherwise is null)
            reading.Degraded(at, "a finding states no severity: taken as MEDIUM");
        return Otherwise ?? Severity.Medium;
    }

    private Severity? Known(string word)
    {
        if (Words.TryGetValue(word, out var severity))
            return severity;
        if (!Thresholds.IsEmpty && double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
        {
            foreach (var (least, reached) in Thresholds)
            {
                if (number >= least)
                    return reached;
            }
        }

        return Severities.TryParse(word, out severity) ? severity : null;
    }
}
