namespace Gatehouse.Configuration;

/// <summary>What a value may be: a closed set, from which validation and JSON Schema follow.</summary>
public abstract record Shape
{
    private protected Shape()
    {
    }

    /// <summary>Any text that is not empty.</summary>
    public static Shape Text { get; } = new TextShape();

    /// <summary><c>true</c> or <c>false</c>.</summary>
    public static Shape Boolean { get; } = new BooleanShape();

    /// <summary>A day: <c>2026-12-31</c>.</summary>
    public static Shape Date { get; } = new DateShape();

    /// <summary>A length of time: <c>90m 24h 7d</c>.</summary>
    public static Shape Duration { get; } = new DurationShape();

    /// <summary>A path pattern.</summary>
    public static Shape Glob { get; } = new GlobShape();

    /// <summary>A list of texts.</summary>
    public static Shape TextList { get; } = new ListShape(Text);

    /// <summary>A list of path patterns.</summary>
    public static Shape GlobList { get; } = new ListShape(Glob);
}

/// <summary>Text, with a check of its own where <paramref name="Check"/> is given: a sentence for what is wrong with it, or null.</summary>
public sealed record TextShape(Func<string, string?>? Check = null) : Shape;

/// <summary>One of a few words.</summary>
public sealed record EnumShape(params IReadOnlyList<string> Words) : Shape;

/// <summary>A whole number between two bounds, both included.</summary>
public sealed record IntegerShape(long Minimum, long Maximum) : Shape;

/// <summary><c>true</c> or <c>false</c>.</summary>
public sealed record BooleanShape : Shape;

/// <summary>A day.</summary>
public sealed record DateShape : Shape;

/// <summary>A length of time.</summary>
public sealed record DurationShape : Shape;

/// <summary>A path pattern.</summary>
public sealed record GlobShape : Shape;

/// <summary>A list; a single value that is no list is taken as a list of one.</summary>
public sealed record ListShape(Shape Item) : Shape;

/// <summary>A map with any keys.</summary>
public sealed record MapShape(Shape Value) : Shape;

/// <summary>A map with known keys.</summary>
public sealed record ObjectShape(params IReadOnlyList<Field> Fields) : Shape;

/// <summary>A known key of an <see cref="ObjectShape"/>.</summary>
/// <param name="Name">The key, lower-case with hyphens.</param>
/// <param name="Shape">What its value may be.</param>
/// <param name="Description">One sentence.</param>
public sealed record Field(string Name, Shape Shape, string Description)
{
    /// <summary>True where leaving it out is an error.</summary>
    public bool IsRequired { get; init; }

    /// <summary>What holds where it is left out, for help and schema.</summary>
    public string? Default { get; init; }
}
