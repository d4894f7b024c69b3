using System.Diagnostics.CodeAnalysis;

namespace Gatehouse.Engine.Sources.Content;

/// <summary>What an engine gets that opens a file by reference: text as in the first step, or the reason why there is none.</summary>
internal static class OpenedText
{
    public static bool TryTake(ReadOnlySpan<byte> raw, [NotNullWhen(true)] out byte[]? bytes, [NotNullWhen(false)] out string? problem)
    {
        var form = TextForms.Of(raw);
        byte[] turned = [];
        problem = form == TextForm.Binary ? TextForms.BinaryReason : null;
        bytes = problem is null ? TextForms.Text(form, raw, ref turned).ToArray() : null;
        return problem is null;
    }
}
