using Gatehouse.Model;

namespace Gatehouse.Intake;

/// <summary>Holds equal texts once: a report of a hundred thousand findings has a few hundred rules and a few thousand files.</summary>
internal sealed class TextPool
{
    private const int MaxTexts = 100_000;
    private const int MaxLength = 400;

    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);

    public Finding Share(Finding finding) => finding with
    {
        RuleId = Share(finding.RuleId),
        Message = Share(finding.Message),
        Title = finding.Title is { } title ? Share(title) : null,
        HelpUri = finding.HelpUri is { } help ? Share(help) : null,
        Location = finding.Location is { } place ? place with { Path = Share(place.Path), Symbol = place.Symbol is { } symbol ? Share(symbol) : null } : null,
    };

    private string Share(string text)
    {
        if (text.Length > MaxLength)
            return text;
        if (_texts.TryGetValue(text, out var known))
            return known;
        if (_texts.Count < MaxTexts)
            _texts.Add(text, text);
        return text;
    }
}
