using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Gatehouse.Attestation.Statements;

/// <summary>
/// Takes typed members out of JSON and keeps the first thing that does not fit, with its path. After a problem the
/// values are worthless and the caller gives up at its end: so readers stay free of checks.
/// </summary>
internal sealed class ShapeReader
{
    private readonly List<string> _path = [];

    public AttestationProblem? Problem { get; private set; }

    public void Fail(string member, string message, AttestationProblemKind kind = AttestationProblemKind.WrongShape)
    {
        if (Problem is not null)
            return;
        var place = new StringBuilder("$");
        foreach (var step in _path)
            place.Append(step);
        if (member.Length > 0)
            place.Append('.').Append(member);
        Problem = new AttestationProblem(kind, place.ToString(), message);
    }

    public string Text(JsonElement owner, string name) => OptionalText(owner, name) ?? Missing(name, "");

    public string? OptionalText(JsonElement owner, string name) =>
        Find(owner, name, JsonValueKind.String) is { } value ? StringOf(value, name) : null;

    public bool Flag(JsonElement owner, string name) => OptionalFlag(owner, name) ?? Missing(name, false);

    public bool? OptionalFlag(JsonElement owner, string name)
    {
        if (!TryFind(owner, name, out var value))
            return null;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
            return value.GetBoolean();
        Fail(name, "should be true or false");
        return null;
    }

    public long Whole(JsonElement owner, string name)
    {
        if (Find(owner, name, JsonValueKind.Number) is not { } value)
            return Missing(name, 0L);
        if (!value.TryGetInt64(out var number))
            Fail(name, "should be a whole number of 64 bits");
        return number;
    }

    public int Small(JsonElement owner, string name)
    {
        var number = Whole(owner, name);
        if (number is < int.MinValue or > int.MaxValue)
            Fail(name, "should be a whole number of 32 bits");
        return unchecked((int)number);
    }

    public double? OptionalNumber(JsonElement owner, string name)
    {
        if (Find(owner, name, JsonValueKind.Number) is not { } value)
            return null;
        if (value.TryGetDouble(out var number) && double.IsFinite(number))
            return number;
        Fail(name, "is no number that can be held");
        return null;
    }

    public DateTimeOffset Time(JsonElement owner, string name)
    {
        if (Find(owner, name, JsonValueKind.String) is not { } value)
            return Missing(name, default(DateTimeOffset));
        if (value.TryGetDateTime(out var time) && time.Kind == DateTimeKind.Utc)
            return new DateTimeOffset(time);
        Fail(name, "should be a moment in UTC, as 2026-01-31T12:00:00Z");
        return default;
    }

    public DateOnly? OptionalDay(JsonElement owner, string name)
    {
        if (OptionalText(owner, name) is not { } text)
            return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;
        Fail(name, "should be a day, as 2026-01-31");
        return null;
    }

    public DateOnly Day(JsonElement owner, string name) => OptionalDay(owner, name) ?? Missing(name, default(DateOnly));

    public T Word<T>(JsonElement owner, string name, WordTable<T> words)
        where T : struct, Enum
    {
        if (OptionalText(owner, name) is not { } text)
            return Missing(name, default(T));
        if (words.Find(text) is { } value)
            return value;
        Fail(name, "should be one of: " + words.All);
        return default;
    }

    public ImmutableArray<string> Texts(JsonElement owner, string name) => List(owner, name, JsonValueKind.String, "texts", item => StringOf(item, ""));

    public ImmutableArray<int> Numbers(JsonElement owner, string name) => List(owner, name, JsonValueKind.Number, "numbers", item =>
    {
        if (!item.TryGetInt32(out var number))
            Fail("", "should be a whole number of 32 bits");
        return number;
    });

    public ImmutableArray<T> Objects<T>(JsonElement owner, string name, Func<ShapeReader, JsonElement, T> read) =>
        List(owner, name, JsonValueKind.Object, "objects", item => read(this, item));

    public ImmutableSortedDictionary<string, string> Map(JsonElement owner, string name)
    {
        if (Find(owner, name, JsonValueKind.Object) is not { } map)
            return ImmutableSortedDictionary<string, string>.Empty;
        var values = ImmutableSortedDictionary.CreateBuilder<string, string>();
        _path.Add("." + name);
        foreach (var member in map.EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.String && KeyOf(member) is { } key)
                values[key] = StringOf(member.Value, "");
            else
                Fail("", "should hold texts only");
        }

        _path.RemoveAt(_path.Count - 1);
        return values.ToImmutable();
    }

    public T? Object<T>(JsonElement owner, string name, Func<ShapeReader, JsonElement, T?> read)
        where T : class
    {
        if (Find(owner, name, JsonValueKind.Object) is not { } value)
            return null;
        _path.Add("." + name);
        var result = read(this, value);
        _path.RemoveAt(_path.Count - 1);
        return result;
    }

    public T? Required<T>(JsonElement owner, string name, Func<ShapeReader, JsonElement, T?> read)
        where T : class => Object(owner, name, read) ?? Missing<T?>(name, null);

    /// <summary>True where the owner is an object that has such a member; null counts as none.</summary>
    public bool TryFind(JsonElement owner, string name, out JsonElement value)
    {
        value = default;
        if (owner.ValueKind != JsonValueKind.Object)
        {
            Fail("", "should be an object");
            return false;
        }

        return owner.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null;
    }

    private ImmutableArray<T> List<T>(JsonElement owner, string name, JsonValueKind kind, string what, Func<JsonElement, T> read)
    {
        if (Find(owner, name, JsonValueKind.Array) is not { } list)
            return [];
        var values = ImmutableArray.CreateBuilder<T>(list.GetArrayLength());
        _path.Add("." + name);
        foreach (var item in list.EnumerateArray())
        {
            _path.Add(FormattableString.Invariant($"[{values.Count}]"));
            if (item.ValueKind == kind)
                values.Add(read(item));
            else
                Fail("", "this list should hold " + what);
            _path.RemoveAt(_path.Count - 1);
            if (Problem is not null)
                break; // The values are worthless now, and the list may be long.
        }

        _path.RemoveAt(_path.Count - 1);
        return values.ToImmutable();
    }

    private JsonElement? Find(JsonElement owner, string name, JsonValueKind kind)
    {
        if (!TryFind(owner, name, out var value))
            return null;
        if (value.ValueKind == kind)
            return value;
        Fail(name, "should be " + kind switch
        {
            JsonValueKind.String => "a text",
            JsonValueKind.Number => "a number",
            JsonValueKind.Array => "a list",
            _ => "an object",
        });
        return null;
    }

    private T Missing<T>(string name, T nothing)
    {
        Fail(name, "is missing");
        return nothing;
    }

    // An escape may be half a surrogate pair: valid JSON, and no text.
    private string StringOf(JsonElement value, string name)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            Fail(name, "holds half a surrogate pair");
            return "";
        }
    }

    private static string? KeyOf(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
