using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Authentication;

namespace Gatehouse.Host.Http;

/// <summary>What a client may spend.</summary>
public sealed record HttpLimits
{
    /// <summary>One request until its answer is read whole.</summary>
    public TimeSpan PerCall { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>All requests of the client together, waiting between them included.</summary>
    public TimeSpan InAll { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>Bytes of one answer.</summary>
    public int AnswerBytes { get; init; } = 16 << 20;

    /// <summary>How often a request is sent again.</summary>
    public int Retries { get; init; } = 3;
}

/// <summary>
/// The one way out: requests to one origin. TLS except to loopback; a redirect is followed within the origin only, so that
/// what authenticates us goes nowhere else; time, size and retries are bounded. No cookies, no system credentials.
/// </summary>
public sealed class GuardedHttp : IDisposable
{
    private const int MostRedirects = 5;

    private static readonly HttpAnswer.Failed Interrupted = new("the run was interrupted");

    private readonly HttpClient _client;
    private readonly Uri _base;
    private readonly IReadOnlyDictionary<string, string> _headers;
    private readonly HttpLimits _limits;
    private readonly TimeProvider _clock;
    private readonly CancellationToken _cancellation;
    private readonly long _begun;

    private GuardedHttp(Uri address, IReadOnlyDictionary<string, string> headers, HostEnvironment host, HttpLimits limits, CancellationToken cancellation)
    {
        _base = address;
        _headers = headers;
        _limits = limits;
        _clock = host.Clock;
        _cancellation = cancellation;
        _begun = _clock.GetTimestamp();
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.GZip,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            Credentials = null,
            MaxResponseHeadersLength = 64,
            Proxy = new EnvironmentProxy(host),
            SslOptions = new SslClientAuthenticationOptions { EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13 },
            UseCookies = false,
        };
#pragma warning disable RS0030 // The one place that makes a client: everything else takes this one.
        _client = new HttpClient(handler, disposeHandler: true) { Timeout = Timeout.InfiniteTimeSpan };
#pragma warning restore RS0030
    }

    /// <summary>A client of the origin of <paramref name="address"/>, with headers that every request carries; or a sentence why there is none.</summary>
    /// <param name="address">Absolute; paths of requests are relative to it.</param>
    /// <param name="headers">What authenticates us is among them.</param>
    public static (GuardedHttp? Client, string? Problem) Open(string address, IReadOnlyDictionary<string, string> headers, HostEnvironment host, HttpLimits? limits = null, CancellationToken cancellation = default)
    {
        if (!Uri.TryCreate(address.TrimEnd('/') + "/", UriKind.Absolute, out var uri) || (uri.Scheme != Uri.UriSchemeHttps && uri.Scheme != Uri.UriSchemeHttp))
            return (null, $"{Terminal.Clean(address)} is no address of a server: https://HOST/PATH is wanted");
        if (uri.UserInfo.Length > 0)
            return (null, $"the address of {uri.Host} holds a user name or password: leave it out");
        if (uri.Scheme != Uri.UriSchemeHttps && !uri.IsLoopback)
            return (null, $"{uri.Scheme}://{uri.Authority} is not encrypted, and a token is only sent over https");
        if (headers.Values.Any(value => value.Any(c => c is < ' ' or > '~')))
            return (null, "a token has characters that no header may hold: set it again, without a line break");
        return (new GuardedHttp(uri, headers, host, limits ?? new HttpLimits(), cancellation), null);
    }

    /// <summary>The server, for messages.</summary>
    public string HostName => _base.Authority;

    /// <summary>Sends a request, again where the server asks for patience, within the bounds.</summary>
    public HttpAnswer Send(HttpCall call)
    {
        if (!Uri.TryCreate(_base, call.Path, out var address) || !IsOwn(address))
            return new HttpAnswer.Failed($"{_base.Authority} names an address elsewhere, which is not followed");
        for (var attempt = 0; ; attempt++)
        {
            var answer = Follow(call, address);
            if (attempt >= _limits.Retries || Patience.After(answer, call, attempt, _clock) is not { } wait)
                return answer;
            if (wait >= Left())
                return new HttpAnswer.Failed($"{_base.Authority} asks to wait {Math.Ceiling(wait.TotalSeconds):0} seconds, longer than this run waits: run the job again later");
            if (!Pause(wait))
                return Interrupted;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private TimeSpan Left() => _limits.InAll - _clock.GetElapsedTime(_begun);

    // False where the run was interrupted meanwhile.
    private bool Pause(TimeSpan wait)
    {
        try
        {
            Task.Delay(wait, _clock, _cancellation).GetAwaiter().GetResult();
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private bool IsOwn(Uri address) => address.Scheme == _base.Scheme && address.Host == _base.Host && address.Port == _base.Port;

    private HttpAnswer Follow(HttpCall call, Uri address)
    {
        for (var hop = 0; ; hop++)
        {
            var answer = SendOnce(call, address);
            if (answer is not HttpAnswer.Answered { Status: 301 or 302 or 307 or 308 } moved)
                return answer;
            if (moved.Header("location") is not { } location || !Uri.TryCreate(address, location, out var next))
                return new HttpAnswer.Failed($"{_base.Authority} redirects to nowhere");
            if (!IsOwn(next))
                return new HttpAnswer.Failed($"{_base.Authority} redirects to another host, which is not followed");
            // RFC 9110 §15.4: a client may turn POST into GET on 301 and 302, which here would read and not write.
            if (call.Method != "GET" && moved.Status is 301 or 302)
                return new HttpAnswer.Failed($"{_base.Authority} says that what is written to has moved: the repository was renamed or transferred");
            if (hop == MostRedirects)
                return new HttpAnswer.Failed($"{_base.Authority} redirects without end");
            address = next;
        }
    }

    private HttpAnswer SendOnce(HttpCall call, Uri address)
    {
        var left = Left();
        if (left <= TimeSpan.Zero)
            return new HttpAnswer.Failed($"{_base.Authority} took longer than {_limits.InAll.TotalSeconds:0} seconds in all");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(_cancellation);
        limit.CancelAfter(left < _limits.PerCall ? left : _limits.PerCall);
        try
        {
            using var request = Request(call, address);
            using var response = _client.Send(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            using var body = response.Content.ReadAsStream(limit.Token);
            // A read that waits for a server that says nothing looks at no token: closing what it reads from ends it.
            using var end = limit.Token.Register(static stream => ((Stream)stream!).Dispose(), body);
            var bytes = ReadBounded(body);
            limit.Token.ThrowIfCancellationRequested();
            return bytes is null
                ? new HttpAnswer.Failed($"{_base.Authority} answered with more than {_limits.AnswerBytes} bytes")
                : new HttpAnswer.Answered((int)response.StatusCode, HeadersOf(response), bytes);
        }
        catch (OperationCanceledException)
        {
            return TimedOut();
        }
        catch (Exception problem) when (problem is HttpRequestException or IOException or ObjectDisposedException)
        {
            return limit.IsCancellationRequested ? TimedOut() : new HttpAnswer.Failed($"{_base.Authority} could not be reached: {Terminal.Clean(Innermost(problem).Message)}");
        }
    }

    private HttpAnswer.Failed TimedOut() => _cancellation.IsCancellationRequested ? Interrupted : new HttpAnswer.Failed($"{_base.Authority} did not answer in time");

    private HttpRequestMessage Request(HttpCall call, Uri address)
    {
        var request = new HttpRequestMessage(new HttpMethod(call.Method), address);
        foreach (var (name, value) in _headers)
            request.Headers.TryAddWithoutValidation(name, value);
        if (call.Body is { } body)
        {
            request.Content = new ReadOnlyMemoryContent(body);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        return request;
    }

    private byte[]? ReadBounded(Stream body) => BoundedFile.TryRead(body, out var bytes, _limits.AnswerBytes) ? bytes : null;

    private static Dictionary<string, string> HeadersOf(HttpResponseMessage response)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, values) in response.Headers.NonValidated)
            headers[name.ToLowerInvariant()] = string.Join(", ", values);
        return headers;
    }

    private static Exception Innermost(Exception problem) => problem.InnerException is { } inner ? Innermost(inner) : problem;
}
