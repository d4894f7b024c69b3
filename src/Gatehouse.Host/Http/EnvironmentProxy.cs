using System.Net;

namespace Gatehouse.Host.Http;

/// <summary>The proxy that <c>HTTPS_PROXY</c>, <c>HTTP_PROXY</c> and <c>NO_PROXY</c> name, in lower case first as curl reads them. Loopback is never proxied.</summary>
internal sealed class EnvironmentProxy(HostEnvironment host) : IWebProxy
{
    private readonly string[] _direct = (host.Variable("no_proxy") ?? host.Variable("NO_PROXY") ?? "").Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public ICredentials? Credentials { get; set; }

    /// <summary>Null where none is named, or the name is no address.</summary>
    public Uri? GetProxy(Uri destination)
    {
        var name = destination.Scheme == Uri.UriSchemeHttps ? "https_proxy" : "http_proxy";
        var text = host.Variable(name) ?? host.Variable(name.ToUpperInvariant()) ?? host.Variable("all_proxy") ?? host.Variable("ALL_PROXY");
        if (text is null)
            return null;
        if (!text.Contains("://", StringComparison.Ordinal))
            text = "http://" + text;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var proxy))
            return null;
        if (proxy.UserInfo.Length > 0)
        {
            var parts = proxy.UserInfo.Split(':', 2);
            Credentials = new NetworkCredential(Uri.UnescapeDataString(parts[0]), parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : "");
        }

        return proxy;
    }

    public bool IsBypassed(Uri host) => host.IsLoopback || Array.Exists(_direct, entry => Names(entry, host)) || GetProxy(host) is null;

    private static bool Names(string entry, Uri host)
    {
        if (entry == "*")
            return true;
        var colon = entry.LastIndexOf(':');
        if (colon > 0 && entry.IndexOf(':', StringComparison.Ordinal) == colon && int.TryParse(entry[(colon + 1)..], out var port))
        {
            if (port != host.Port)
                return false;
            entry = entry[..colon];
        }

        var name = entry.TrimStart('*').TrimStart('.');
        return name.Length > 0 && (host.Host.Equals(name, StringComparison.OrdinalIgnoreCase) || host.Host.EndsWith("." + name, StringComparison.OrdinalIgnoreCase));
    }
}
