using System.Text;
using Gatehouse.Engine;
using Gatehouse.Rules.Secrets;
using Gatehouse.Secrets;

namespace Gatehouse.PeerCases;

/// <summary>Our engine with the built-in rules, over one text at a time.</summary>
internal sealed class PeerScan : IDisposable
{
    private readonly IEngineSession _session;
    private readonly IFileReader _reader;
    private readonly NoteWriter _note = new();

    public PeerScan()
    {
        var packs = new Dictionary<string, ReadOnlyMemory<byte>> { [RulePack.Name] = SecretsRulePack.Bytes.ToArray() };
        _session = new SecretsEngine().Open(new EngineContext { Now = DateTimeOffset.UnixEpoch, RulePacks = packs }).Session!;
        _reader = _session.CreateReader();
    }

    /// <summary>Whether anything is found in a file of the source with this text.</summary>
    public bool Finds(string text)
    {
        _note.Clear();
        _reader.Read(new FileContent("src/config.txt"u8, Encoding.UTF8.GetBytes(text)), _note);
        return _note.Written.Length > 0;
    }

    public void Dispose()
    {
        _reader.Dispose();
        _session.Dispose();
    }
}
