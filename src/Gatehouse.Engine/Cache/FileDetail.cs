using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using Gatehouse.Model;

namespace Gatehouse.Engine.Cache;

/// <summary>What one engine made of one file, where that is anything.</summary>
/// <param name="Engine">Its number in the run.</param>
/// <param name="Note">Empty where it wrote none.</param>
/// <param name="Degraded">Why the file is only partly understood.</param>
/// <param name="Unread">Why it could not be judged.</param>
/// <param name="Member">Which member of the file it is of; null for the file itself.</param>
internal sealed record EngineOutcome(int Engine, byte[] Note, string? Degraded, string? Unread, string? Member = null);

/// <summary>What was not read of an archive.</summary>
/// <param name="Engines">Those that it concerns, a bit each.</param>
/// <param name="Kind">How much it takes from the result.</param>
/// <param name="Reason">Where in it, and why.</param>
internal sealed record ContainerNotice(uint Engines, NoticeKind Kind, string Reason);

/// <summary>What is known of a file that at least one engine had something to say about.</summary>
internal sealed class FileDetail
{
    public List<EngineOutcome> Outcomes { get; } = [];

    public List<ContainerNotice> Notices { get; } = [];

    public ImmutableArray<InlineDirective> Directives { get; set; } = [];

    public void Write(IBufferWriter<byte> target)
    {
        Number(target, (uint)Outcomes.Count);
        foreach (var outcome in Outcomes)
        {
            Number(target, (uint)outcome.Engine);
            Bytes(target, outcome.Note);
            OptionalText(target, outcome.Degraded);
            OptionalText(target, outcome.Unread);
            OptionalText(target, outcome.Member);
        }

        Number(target, (uint)Notices.Count);
        foreach (var notice in Notices)
        {
            Number(target, notice.Engines);
            Number(target, (uint)notice.Kind);
            Text(target, notice.Reason);
        }

        Number(target, (uint)Directives.Length);
        foreach (var directive in Directives)
        {
            Number(target, (uint)directive.Line);
            Text(target, directive.Syntax);
            Number(target, (uint)directive.Ids.Length);
            foreach (var id in directive.Ids)
                Text(target, id);
            Text(target, directive.Reason);
            Number(target, directive.StandsAlone ? 1u : 0);
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote; null where the bytes are anything else.</summary>
    public static FileDetail? TryRead(ReadOnlySpan<byte> bytes, string path, int engines)
    {
        var detail = new FileDetail();
        var reader = new Reader(bytes);
        var outcomes = reader.Number();
        for (var i = 0u; i < outcomes && reader.IsSound; i++)
        {
            var engine = reader.Number();
            var outcome = new EngineOutcome((int)engine, reader.Bytes().ToArray(), reader.OptionalText(), reader.OptionalText(), reader.OptionalText());
            if (engine >= engines)
                return null;
            detail.Outcomes.Add(outcome);
        }

        var notices = reader.Number();
        for (var i = 0u; i < notices && reader.IsSound; i++)
        {
            var (concerned, kind) = (reader.Number(), reader.Number());
            if (kind > (uint)NoticeKind.Unread)
                return null;
            detail.Notices.Add(new ContainerNotice(concerned, (NoticeKind)kind, reader.Text()));
        }

        var directives = ImmutableArray.CreateBuilder<InlineDirective>();
        var count = reader.Number();
        for (var i = 0u; i < count && reader.IsSound; i++)
        {
            var line = (int)reader.Number();
            var syntax = reader.Text();
            var ids = ImmutableArray.CreateBuilder<string>();
            var idCount = reader.Number();
            for (var k = 0u; k < idCount && reader.IsSound; k++)
                ids.Add(reader.Text());
            directives.Add(new InlineDirective(path, line, syntax, ids.ToImmutable(), reader.Text(), reader.Number() == 1));
        }

        detail.Directives = directives.ToImmutable();
        return reader.IsAtEnd ? detail : null;
    }

    private static void Number(IBufferWriter<byte> target, uint value)
    {
        BitConverter.TryWriteBytes(target.GetSpan(4), value);
        target.Advance(4);
    }

    private static void Bytes(IBufferWriter<byte> target, ReadOnlySpan<byte> bytes)
    {
        Number(target, (uint)bytes.Length);
        target.Write(bytes);
    }

    private static void Text(IBufferWriter<byte> target, string text) => Bytes(target, Encoding.UTF8.GetBytes(text));

    private static void OptionalText(IBufferWriter<byte> target, string? text)
    {
        Number(target, text is null ? 0u : 1);
        if (text is not null)
            Text(target, text);
    }

    // Every length is checked; after the first that does not fit, all answers are empty.
    private ref struct Reader(ReadOnlySpan<byte> bytes)
    {
        private ReadOnlySpan<byte> _rest = bytes;

        public bool IsSound { get; private set; } = true;

        public readonly bool IsAtEnd => IsSound && _rest.IsEmpty;

        public uint Number()
        {
            if (_rest.Length < 4)
            {
                IsSound = false;
                return 0;
            }

            var value = BitConverter.ToUInt32(_rest);
            _rest = _rest[4..];
            return value;
        }

        public ReadOnlySpan<byte> Bytes()
        {
            var length = Number();
            if (length > _rest.Length)
            {
                IsSound = false;
                return default;
            }

            var value = _rest[..(int)length];
            _rest = _rest[(int)length..];
            return value;
        }

        public string Text() => Encoding.UTF8.GetString(Bytes());

        public string? OptionalText() => Number() == 1 ? Text() : null;
    }
}
