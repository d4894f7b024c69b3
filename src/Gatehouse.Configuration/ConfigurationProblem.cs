using Gatehouse.Text;

namespace Gatehouse.Configuration;

/// <summary>
/// One thing that is wrong with a configuration: where, what, and how to mend it. All of it is printable on one line,
/// whatever the file holds.
/// </summary>
/// <param name="File">The file's name as the user knows it.</param>
/// <param name="Position">Line and column.</param>
/// <param name="Key">The dotted key: <c>gates.code.mode</c>; empty for the whole file.</param>
/// <param name="Message">What is wrong, with the value.</param>
/// <param name="Remedy">What to write instead.</param>
public sealed record ConfigurationProblem(string File, SourcePosition Position, string Key, string Message, string Remedy)
{
    /// <summary>The file's name as the user knows it.</summary>
    public string File { get; init; } = PrintableText.Of(File);

    /// <summary>The dotted key; empty for the whole file.</summary>
    public string Key { get; init; } = PrintableText.Of(Key);

    /// <summary>What is wrong, with the value.</summary>
    public string Message { get; init; } = PrintableText.Of(Message);

    /// <summary>What to write instead.</summary>
    public string Remedy { get; init; } = PrintableText.Of(Remedy);

    /// <summary><c>gatehouse.yaml:3:9 gates.code.mode: … Remedy.</c></summary>
    public override string ToString() => $"{File}:{Position} {(Key.Length > 0 ? Key + ": " : "")}{Message.TrimEnd('.')}. {Remedy.TrimEnd('.')}.";
}
