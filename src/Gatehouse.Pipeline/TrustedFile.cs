using Gatehouse.Host;

namespace Gatehouse.Pipeline;

/// <summary>A file that says what counts: in CI from the merge base, so that a change cannot disarm its gate; at a desk as it lies.</summary>
internal static class TrustedFile
{
    private const int Limit = 4 << 20;

    /// <summary>Null where there is none.</summary>
    public static byte[]? Read(Situation situation, string path)
    {
        if (situation is { Job: not null, Repository: { } repository })
            return situation.Base is { } id && repository.TryReadContent(id, path, out var content, out _, out _, Limit) ? content : null;
        return BoundedFile.TryRead(Path.Combine(situation.TreeRoot, path), out var bytes, out _, Limit) ? bytes : null;
    }
}
