using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Gatehouse.Host.Http;
using Gatehouse.Text;

namespace Gatehouse.CodeHosts.Api;

/// <summary>JSON over the guarded client: one document, or a list page by page.</summary>
internal sealed class ApiClient(GuardedHttp http) : IDisposable
{
    private const int MostPages = 50;

    private static readonly TextLimits Limits = new() { MaxBytes = 16 << 20, MaxDepth = 64, MaxNodes = 1_000_000 };

    public ApiReply Get(string path) => Reply(http.Send(new HttpCall("GET", path)));

    public ApiReply Send(string method, string path, Action<Utf8JsonWriter> body)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            body(json);
            json.WriteEndObject();
        }

        return Reply(http.Send(new HttpCall(method, path) { Body = buffer.WrittenMemory }));
    }

    /// <summary>All pages of a list, a hundred items each. A list that was not read whole says so.</summary>
    public Listing<T> All<T>(string path, Func<Node, T?> read)
        where T : class
    {
        var items = ImmutableArray.CreateBuilder<T>();
        var next = path + (path.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "per_page=100";
        var first = next;
        for (var page = 0; page < MostPages; page++)
        {
            var reply = Get(next);
            if (reply.Problem is { } problem)
                return new Listing<T>(items.ToImmutable(), problem);
            if (reply.Root is not ListNode list)
                return new Listing<T>(items.ToImmutable(), $"{http.HostName} answered with no list");
            items.AddRange(list.Values.Select(read).OfType<T>());
            if (reply.Next is not { } following)
                return new Listing<T>(items.ToImmutable(), null);
            next = following.All(char.IsAsciiDigit) ? first + "&page=" + following : following;
        }

        return new Listing<T>(items.ToImmutable(), FormattableString.Invariant($"{http.HostName} has more than {MostPages * 100} of them, which are not all read"));
    }

    public void Dispose() => http.Dispose();

    private ApiReply Reply(HttpAnswer answer)
    {
        if (answer is HttpAnswer.Failed failed)
            return new ApiReply(0, null, failed.Sentence);
        var answered = (HttpAnswer.Answered)answer;
        var parsed = answered.Body.Length == 0 ? new TextResult(null, null) : Json.Parse(answered.Body, Limits);
        if (!answered.IsSuccess)
            return new ApiReply(answered.Status, null, string.Create(CultureInfo.InvariantCulture, $"{http.HostName} answered {answered.Status}{MessageOf(parsed.Root)}"));
        return parsed.Error is { } error
            ? new ApiReply(answered.Status, null, $"{http.HostName} answered with no JSON: {error.Message}")
            : new ApiReply(answered.Status, parsed.Root, null) { Next = NextOf(answered) };
    }

    private static string MessageOf(Node? root)
    {
        var text = root?["message"]?.Text ?? root?["error"]?.Text;
        return text is null ? "" : $" ({PrintableText.Of(text, 200)})";
    }

    // GitLab's number first: behind a proxy its Link may name a host that only the proxy knows.
    private static string? NextOf(HttpAnswer.Answered answer)
    {
        if (answer.Header("x-next-page") is { } number)
            return number.Length > 0 && number.All(char.IsAsciiDigit) ? number : null;
        foreach (var link in (answer.Header("link") ?? "").Split(','))
        {
            var (open, close) = (link.IndexOf('<', StringComparison.Ordinal), link.IndexOf('>', StringComparison.Ordinal));
            if (open >= 0 && close > open && link[close..].Contains("rel=\"next\"", StringComparison.Ordinal))
                return link[(open + 1)..close];
        }

        return null;
    }
}
