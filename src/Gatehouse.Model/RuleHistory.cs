using System.Globalization;

namespace Gatehouse.Model;

/// <summary>A release of a rule pack: major and minor number. A patch brings no rule.</summary>
public readonly record struct PackVersion(int Major, int Minor) : IComparable<PackVersion>
{
    /// <summary>Reads <c>0.2</c>, <c>0.2.1</c> or <c>0.2.1-beta</c>; what follows the minor number does not count.</summary>
    public static bool TryParse(string? text, out PackVersion version)
    {
        version = default;
        var parts = (text ?? "").Split(['-', '+'], 2)[0].Split('.');
        if (parts.Length is < 2 or > 3 || !Number(parts[0], out var major) || !Number(parts[1], out var minor) || (parts.Length == 3 && !Number(parts[2], out _)))
            return false;
        version = new PackVersion(major, minor);
        return true;

        static bool Number(string part, out int number) => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number <= 99_999;
    }

    /// <inheritdoc/>
    public int CompareTo(PackVersion other) => (Major, Minor).CompareTo((other.Major, other.Minor));

    /// <summary>Whether the one is the earlier release.</summary>
    public static bool operator <(PackVersion left, PackVersion right) => left.CompareTo(right) < 0;

    /// <summary>Whether the one is the later release.</summary>
    public static bool operator >(PackVersion left, PackVersion right) => left.CompareTo(right) > 0;

    /// <summary>Whether the one is no later release.</summary>
    public static bool operator <=(PackVersion left, PackVersion right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the one is no earlier release.</summary>
    public static bool operator >=(PackVersion left, PackVersion right) => left.CompareTo(right) >= 0;

    /// <summary><c>0.2</c></summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Major}.{Minor}");
}

/// <summary>Since when a rule of a pack is as it is. A supplier states it; what follows of it the policy's pins decide.</summary>
/// <param name="Pack">The pack's name: <c>secrets</c>.</param>
/// <param name="Since">The release that brought the rule; null for the first.</param>
/// <param name="RaisedIn">The release that last raised its severity; null where none did.</param>
/// <param name="RaisedFrom">The severity before that.</param>
public sealed record RuleHistory(string Pack, PackVersion? Since, PackVersion? RaisedIn, Severity? RaisedFrom);

/// <summary>A finding of a rule that is newer than the release at which the policy holds its pack: for one release it warns.</summary>
/// <param name="Pack">The pack's name.</param>
/// <param name="Release">The release that brought or raised the rule: a pin at it ends the probation.</param>
/// <param name="CountsAs">The severity by which a gate counts it, the one before it was raised; null for a new rule, which blocks nothing.</param>
public sealed record Probation(string Pack, PackVersion Release, Severity? CountsAs);
