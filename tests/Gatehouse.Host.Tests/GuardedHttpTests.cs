using Gatehouse.CodeHosts.Tests;
using Gatehouse.Host.Http;

namespace Gatehouse.Host.Tests;

/// <summary>What the one client does and refuses, against real servers on loopback.</summary>
public sealed class GuardedHttpTests
{
    private static readonly HttpLimits Short = new() { InAll = TimeSpan.FromSeconds(10), PerCall = TimeSpan.FromSeconds(5), AnswerBytes = 10_000 };

    private static HttpAnswer Send(LoopbackServer server, HttpCall call, HttpLimits? limits = null)
    {
        var (client, problem) = GuardedHttp.Open(server.Address, new Dictionary<string, string> { ["Authorization"] = "Bearer word" }, new HostEnvironment(new Dictionary<string, string>(), TimeProvider.System, "/"), limits ?? Short, TestContext.Current.CancellationToken);
        Assert.Null(problem);
        using (client)
            return client!.Send(call);
    }

    private static string Failure(HttpAnswer answer) => Assert.IsType<HttpAnswer.Failed>(answer).Sentence;

    [Fact]
    public void A_redirect_to_another_host_is_not_followed()
    {
        using var other = new LoopbackServer(_ => new Reply(200));
        using var server = new LoopbackServer(_ => new Reply(302, "", ("Location", other.Address + "/x")));

        Assert.Contains("another host", Failure(Send(server, new HttpCall("GET", "a"))), StringComparison.Ordinal);
        Assert.Empty(other.All);
    }

    [Fact]
    public void A_redirect_within_the_host_is_followed_with_what_authenticates_us()
    {
        using var server = new LoopbackServer(seen => seen.Path == "/b" ? new Reply(200, "yes") : new Reply(301, "", ("Location", "/b")));

        Assert.True(((HttpAnswer.Answered)Send(server, new HttpCall("GET", "a"))).IsSuccess);
        Assert.All(server.All, seen => Assert.Equal("Bearer word", seen.Headers["Authorization"]));
    }

    [Fact]
    public void Redirects_without_end_end()
    {
        using var server = new LoopbackServer(_ => new Reply(302, "", ("Location", "/again")));

        Assert.Contains("without end", Failure(Send(server, new HttpCall("GET", "a"))), StringComparison.Ordinal);
    }

    [Fact]
    public void An_absolute_address_elsewhere_is_not_asked()
    {
        using var other = new LoopbackServer(_ => new Reply(200));
        using var server = new LoopbackServer(_ => new Reply(200));

        Assert.Contains("elsewhere", Failure(Send(server, new HttpCall("GET", other.Address + "/x"))), StringComparison.Ordinal);
        Assert.Empty(other.All);
    }

    [Fact]
    public void An_answer_over_the_bound_is_refused()
    {
        using var server = new LoopbackServer(_ => new Reply(200, new string('x', 10_001)));

        Assert.Contains("more than 10000 bytes", Failure(Send(server, new HttpCall("GET", "a"))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_server_that_says_nothing_is_left()
    {
        using var end = new ManualResetEventSlim();
        using var server = new LoopbackServer(_ =>
        {
            end.Wait(TimeSpan.FromMinutes(1));
            return new Reply(200);
        });

        Assert.Contains("did not answer in time", Failure(Send(server, new HttpCall("GET", "a"), Short with { PerCall = TimeSpan.FromMilliseconds(300) })), StringComparison.Ordinal);
        end.Set();
    }

    [Theory]
    [InlineData(429, "POST")]
    [InlineData(403, "POST")]
    [InlineData(503, "GET")]
    public void A_server_that_asks_for_patience_is_asked_again(int status, string method)
    {
        var asked = 0;
        using var server = new LoopbackServer(_ => Interlocked.Increment(ref asked) == 1 ? new Reply(status, "", ("Retry-After", "1")) : new Reply(200));

        Assert.Equal(200, ((HttpAnswer.Answered)Send(server, new HttpCall(method, "a"))).Status);
    }

    [Fact]
    public void What_must_not_be_done_twice_is_not_sent_again_after_a_server_error()
    {
        using var server = new LoopbackServer(_ => new Reply(502, ""));

        Assert.Equal(502, ((HttpAnswer.Answered)Send(server, new HttpCall("POST", "a"))).Status);
        Assert.Single(server.All);
    }

    [Theory]
    [InlineData("Retry-After", "3600")]
    [InlineData("X-RateLimit-Reset", "4102444800")]
    public void A_wait_longer_than_the_run_is_said_and_not_waited_for(string header, string value)
    {
        using var server = new LoopbackServer(_ => new Reply(403, "", (header, value), ("X-RateLimit-Remaining", "0")));

        Assert.Contains("asks to wait", Failure(Send(server, new HttpCall("GET", "a"))), StringComparison.Ordinal);
        Assert.Single(server.All);
    }

    [Theory]
    [InlineData("http://code.example/api", "not encrypted")]
    [InlineData("https://name:word@code.example/", "user name or password")]
    [InlineData("ftp://code.example/", "no address")]
    public void An_address_that_a_token_must_not_be_sent_to_is_refused(string address, string why)
    {
        var (client, problem) = GuardedHttp.Open(address, new Dictionary<string, string>(), new HostEnvironment(new Dictionary<string, string>(), TimeProvider.System, "/"));

        Assert.Null(client);
        Assert.Contains(why, problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://code.example/x", "http://proxy.example:3128/")]
    [InlineData("https://inner.acme.example/x", null)]
    [InlineData("http://127.0.0.1/x", null)]
    [InlineData("http://code.example/x", null)]
    public void The_proxy_is_the_environments(string address, string? expected)
    {
        var host = new HostEnvironment(new Dictionary<string, string> { ["HTTPS_PROXY"] = "proxy.example:3128", ["NO_PROXY"] = "localhost,.acme.example" }, TimeProvider.System, "/");
        var proxy = new EnvironmentProxy(host);

        Assert.Equal(expected, proxy.IsBypassed(new Uri(address)) ? null : proxy.GetProxy(new Uri(address))!.AbsoluteUri);
    }
}
