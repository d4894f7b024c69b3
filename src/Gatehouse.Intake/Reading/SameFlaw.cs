using System.Collections.Immutable;
using System.Globalization;
using Gatehouse.Model;

namespace Gatehouse.Intake;

/// <summary>Items of a report that are one flaw: one finding, with the places of the others.</summary>
/// <param name="at">The finding's number among those found, for the caller.</param>
/// <param name="first">Its place.</param>
/// <param name="message">What is said of it there.</param>
internal sealed class SameFlaw(int at, Location? first, string message)
{
    /// <summary>Further places of one finding; more are counted.</summary>
    public const int MostPlaces = 1000;

    private readonly List<FurtherPlace> _places = [];
    private readonly HashSet<(Location, string)> _known = first is null ? [] : [(first, message)];
    private int _more;

    public int At => at;

    /// <summary>Keeps the place of another one, where it or what is said there differs (a parameter); else counts it.</summary>
    public void Add(Location? place, string there)
    {
        if (place is not null && first is not null && _places.Count < MostPlaces && _known.Add((place, there)))
            _places.Add(new FurtherPlace(place, there));
        else
            _more++;
    }

    /// <summary>The finding with all that was added.</summary>
    public Finding Whole(Finding kept) => kept with
    {
        AlsoAt = _places.ToImmutableArray(),
        Message = _more == 0 ? kept.Message : string.Create(CultureInfo.InvariantCulture, $"{kept.Message} (and {_more} more of the same)"),
    };
}
