using System.Buffers;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Gatehouse.Host;
using Gatehouse.Intake.Pages;
using Gatehouse.Text;

namespace Gatehouse.Intake;

/// <summary>What a report is written in, by its first byte.</summary>
public enum ReportForm
{
    /// <summary>Nothing but white space.</summary>
    Empty,

    /// <summary>JSON, or JSON lines.</summary>
    Json,

    /// <summary>XML.</summary>
    Xml,

    /// <summary>Anything else.</summary>
    Text,
}

/// <summary>
/// A report as it came, with views that are made when first asked for and then kept. All bounds are those of
/// <see cref="TextLimits.Default"/>: 64 MiB, depth 128, 5,000,000 values. A larger file has no views: who can read it in
/// pieces does so from <see cref="Open"/>. Not for several threads at once.
/// </summary>
/// <param name="path">For messages; never opened again.</param>
/// <param name="bytes">The content.</param>
public sealed class ReportFile(string path, ReadOnlyMemory<byte> bytes) : IDisposable
{
    /// <summary>2 GiB: the bound of what is read in pieces.</summary>
    public const long LargestLimit = 2L << 30;

    private readonly SteadyFile? _large;
    private TextResult? _json;
    private (XmlElementNode? Root, TextError? Error)? _xml;
    private (CsvTable? Table, TextError? Error)? _csv;
    private Node? _xmlTree;
    private Node? _firstLine;
    private bool? _hasDocuments;
    private TextResult? _script;
    private string? _digest;
    private ReadOnlyMemory<byte>? _utf8;

    /// <summary>For messages, without control characters.</summary>
    public string Path { get; } = Terminal.Clean(path);

    /// <summary>The content; empty where it is <see cref="IsLarge"/>.</summary>
    public ReadOnlyMemory<byte> Bytes { get; } = bytes;

    /// <summary>True where it is too large to be held: only importers that read in pieces take it.</summary>
    public bool IsLarge => _large is not null;

    /// <summary>What it is written in, by its first byte that is no white space.</summary>
    public ReportForm Form { get; } = FormOf(bytes.Span);

    /// <summary>The whole as one JSON document. An error where it is none.</summary>
    public TextResult Json => _json ??= Text.Json.Parse(Bytes.Span);

    /// <summary>The whole as one XML document. An error where it is none.</summary>
    public (XmlElementNode? Root, TextError? Error) Xml => _xml ??= Text.Xml.Parse(Bytes, passDocumentType: true);

    /// <summary>The whole as CSV, its header among the rows. An error where it is none.</summary>
    public (CsvTable? Table, TextError? Error) Csv => _csv ??= Text.Csv.Parse(Bytes.Span);

    /// <summary>Each line as a JSON document, read as they are taken.</summary>
    public IEnumerable<(int Line, TextResult Result)> Lines => Text.Json.ParseLines(Bytes);

    /// <summary>As <see cref="Lines"/>; or the one document, or those that follow one another, where they have several lines each.</summary>
    public IEnumerable<(int Line, TextResult Result)> Documents => Form != ReportForm.Json ? Lines : Json.Succeeded ? [(Json.Root!.Position.Line, Json)] : HasDocuments ? Text.Json.ParseDocuments(Bytes) : Lines;

    /// <summary>SHA-256 of the content, lower-case hex.</summary>
    public string Digest => _digest ??= _large?.Digest ?? Convert.ToHexStringLower(SHA256.HashData(Bytes.Span));

    /// <summary>Reads a report up to <see cref="BoundedFile.DefaultLimit"/>; a larger one, up to <see cref="LargestLimit"/>, is opened.</summary>
    public static (ReportFile? File, ImportProblem? Problem) Read(string path)
    {
        if (BoundedFile.TryRead(path, out var bytes, out var problem))
            return (new ReportFile(path, bytes), null);
        if (problem == ReadProblem.TooLarge && BoundedFile.TryOpen(path, out problem) is { } large)
        {
            if (large.Length <= LargestLimit)
                return (new ReportFile(path, large), null);
            large.Dispose();
            problem = ReadProblem.TooLarge;
        }

        return (null, new ImportProblem(Terminal.Clean(path), null, problem.ToSentence(), problem switch
        {
            ReadProblem.TooLarge => FormattableString.Invariant($"split it, at most {LargestLimit >> 20} MiB are read"),
            ReadProblem.Missing => "check the path, and that the tool wrote its report there",
            _ => "name a file that can be read",
        }));
    }

    private ReportFile(string path, FileStream large)
        : this(path, default(ReadOnlyMemory<byte>)) => _large = new SteadyFile(large);

    /// <summary>True where a large file was another at a later look: nothing that was read of it counts.</summary>
    public bool HasChanged => _large?.HasChanged == true;

    /// <summary>The content as UTF-8 from an offset on, also of a report that is UTF-16; of a large one as it lies there. One at a time.</summary>
    public Stream Open(long offset = 0)
    {
        if (_large is not null)
            return _large.Open(offset);
        _utf8 ??= TextDecoding.EncodingOf(Bytes.Span, out _) == Encoding.UTF8 ? Bytes : TextDecoding.Decode(Bytes.Span, out var text) is null ? Encoding.UTF8.GetBytes(text) : Bytes;
        return MemoryMarshal.TryGetArray(_utf8.Value[(int)offset..], out var segment)
            ? new MemoryStream(segment.Array!, segment.Offset, segment.Count, writable: false)
            : new MemoryStream(_utf8.Value[(int)offset..].ToArray(), writable: false);
    }

    /// <summary>Closes a large file.</summary>
    public void Dispose() => _large?.Dispose();

    /// <summary>The JSON root where it is a map; null where not.</summary>
    internal MapNode? JsonMap => Form == ReportForm.Json && FirstByte == '{' ? Json.Root as MapNode : null;

    /// <summary>The JSON root where it is a list; null where not.</summary>
    internal ListNode? JsonList => Form == ReportForm.Json && FirstByte == '[' ? Json.Root as ListNode : null;

    /// <summary>True for the word <c>null</c> alone: what a tool in Go writes where its list of findings was never made.</summary>
    internal bool IsJsonNull => Form == ReportForm.Text && Bytes.Length < 100 && Json.Root is ScalarNode { Kind: ScalarKind.Null };

    /// <summary>The XML root; null where there is none.</summary>
    internal XmlElementNode? XmlRoot => Form == ReportForm.Xml ? Xml.Root : null;

    /// <summary>The XML as <see cref="XmlTree"/> shows it; null where there is none.</summary>
    internal Node? XmlAsTree => XmlRoot is { } root ? _xmlTree ??= XmlTree.Of(root) : null;

    /// <summary>A JSON document that JavaScript gives to a variable (<c>results = {…}</c>), its positions those of the file; null where it is none.</summary>
    internal TextResult? Script => Form == ReportForm.Text && ScriptStart is > 0 and var start ? _script ??= Text.Json.Parse(ScriptJson(start)) : null;

    /// <summary>The first line that holds something, as JSON, or the first of <see cref="Documents"/>; null where it is none.</summary>
    internal Node? FirstLine => Form == ReportForm.Json ? _firstLine ??= Documents.FirstOrDefault().Result?.Root : null;

    // A damaged first line is no beginning of a document of several lines, unless one can be read there.
    private bool HasDocuments => _hasDocuments ??=
        Lines.FirstOrDefault().Result?.Root is null && Text.Json.ParseDocuments(Bytes).FirstOrDefault().Result?.Root is not null;

    // A name, an equals sign, a brace, all near the start.
    internal int ScriptStart
    {
        get
        {
            var head = Bytes.Span[..Math.Min(Bytes.Length, 200)];
            var sign = head.IndexOf((byte)'=');
            if (sign <= 0 || head[..sign].ContainsAnyExcept(ScriptName))
                return 0;
            var rest = head[(sign + 1)..];
            var at = rest.IndexOfAnyExcept(" \t\r\n"u8);
            return at >= 0 && rest[at] is (byte)'{' or (byte)'[' ? sign + 1 + at : 0;
        }
    }

    private static readonly SearchValues<byte> ScriptName = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_$. \t\r\n"u8);

    private byte[] ScriptJson(int start)
    {
        var json = Bytes.ToArray();
        for (var i = 0; i < start; i++)
        {
            if (json[i] is not ((byte)'\r' or (byte)'\n'))
                json[i] = (byte)' ';
        }

        var end = json.AsSpan().TrimEnd(" \t\r\n;"u8).Length;
        return json[..end];
    }

    /// <summary>Whether the first byte that is no white space is this one.</summary>
    internal bool StartsAs(char first)
    {
        if (_large is null)
            return FirstByte == first;
        Span<byte> head = stackalloc byte[4096];
        return FirstOf(head[..Open().ReadAtLeast(head, head.Length, throwOnEndOfStream: false)]) == first;
    }

    private byte FirstByte => FirstOf(Bytes.Span);

    private static ReportForm FormOf(ReadOnlySpan<byte> bytes) => FirstOf(bytes) switch
    {
        0 => bytes.Trim(" \t\r\n"u8).IsEmpty ? ReportForm.Empty : ReportForm.Text,
        (byte)'{' or (byte)'[' => ReportForm.Json,
        (byte)'<' => ReportForm.Xml,
        _ => ReportForm.Text,
    };

    // The marks of UTF-8 and UTF-16, and the zero bytes that UTF-16 has beside ASCII, are passed over.
    private static byte FirstOf(ReadOnlySpan<byte> bytes)
    {
        foreach (var b in bytes[..Math.Min(bytes.Length, 4096)])
        {
            if (b is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or 0xEF or 0xBB or 0xBF or 0xFE or 0xFF or 0))
                return b;
        }

        return 0;
    }
}
