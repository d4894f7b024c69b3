using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Gatehouse.CodeHosts.Tests;

/// <summary>A request that the stand-in got.</summary>
internal sealed record Seen(string Method, string Path, string Query, IReadOnlyDictionary<string, string> Headers, JsonElement Body)
{
    public string? Text(string name) => Body.ValueKind == JsonValueKind.Object && Body.TryGetProperty(name, out var value) ? value.ToString() : null;

    public string? Argument(string name) => Query.TrimStart('?').Split('&').Select(pair => pair.Split('=', 2)).Where(pair => pair[0] == name).Select(pair => Uri.UnescapeDataString(pair[1])).FirstOrDefault();
}

/// <summary>What it answers.</summary>
internal sealed record Reply(int Status, string Body = "{}", params (string Name, string Value)[] Headers)
{
    public static Reply Of(object value, int status = 200, params (string, string)[] headers) => new(status, JsonSerializer.Serialize(value), headers);
}

/// <summary>A server on loopback that answers as it is told and keeps what it was asked.</summary>
internal sealed class LoopbackServer : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Func<Seen, Reply> _answer;

    public LoopbackServer(Func<Seen, Reply> answer)
    {
        _answer = answer;
        Address = $"http://127.0.0.1:{FreePort()}";
        _listener.Prefixes.Add(Address + "/");
        _listener.Start();
        _ = Task.Run(Serve);
    }

    public string Address { get; }

    public ConcurrentQueue<Seen> All { get; } = [];

    public IEnumerable<string> Lines => All.Select(seen => $"{seen.Method} {seen.Path}");

    public void Dispose() => _listener.Close();

    private async Task Serve()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception ended) when (ended is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            _ = Task.Run(() => Answer(context));
        }
    }

    private void Answer(HttpListenerContext context)
    {
        var request = context.Request;
        using var body = new MemoryStream();
        request.InputStream.CopyTo(body);
        var seen = new Seen(
            request.HttpMethod, request.Url!.AbsolutePath, request.Url.Query,
            request.Headers.AllKeys.OfType<string>().ToDictionary(name => name, name => request.Headers[name]!, StringComparer.OrdinalIgnoreCase),
            body.Length == 0 ? default : JsonDocument.Parse(body.ToArray()).RootElement.Clone());
        All.Enqueue(seen);
        try
        {
            var reply = _answer(seen);
            var bytes = Encoding.UTF8.GetBytes(reply.Body);
            context.Response.StatusCode = reply.Status;
            foreach (var (name, value) in reply.Headers)
                context.Response.AddHeader(name, value);
            context.Response.OutputStream.Write(bytes);
            context.Response.Close();
        }
        catch (Exception gone) when (gone is HttpListenerException or IOException or ObjectDisposedException)
        {
            _ = gone; // The client hung up, as some of these tests want.
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
