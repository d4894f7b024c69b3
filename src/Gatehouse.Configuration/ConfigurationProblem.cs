using Gatehouse.Text;

namespace Gatehouse.Configuration;

/// <summary>One thing that is wrong with a configuration: where, what, and how to mend it.</summary>
/// <param name="File">The file's name as the user knows it.</param>
/// <param name="Position">Line and column.</param>
/// <param name="Key">The dotted key: <c>gates.code.mode</c>; empty for the whole file.</param>
/// <param name="Message">What is wrong, with the value.</param>
/// <param name="Remedy">What to write instead.</param>
public sealed record ConfigurationProblem(string File, SourcePosition Position, string Key, string Message, string Remedy)
{
    /// <summary><c>gatehouse.yaml:3:9 gates.code.mode: … Remedy.</c></summary>
    public override string ToString() => $"{File}:{Position} {(Key.Length > 0 ? Key + ": " : "")}{Message}. {Remedy}.";
}
