using System.Text.Json;

namespace Gatehouse.EndToEnd.Tests;

/// <summary>One person asks, another answers, either takes it back; and an auditor can read all of it.</summary>
public sealed class ApprovalTests : IDisposable
{
    private const string Ann = "ann@acme.example";
    private const string Bob = "bob@acme.example";
    private readonly Workspace _workspace = new Workspace().Write("README.md", "hello\n");

    public ApprovalTests() => _workspace.Commit();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public void A_request_is_approved_by_another_person_and_the_gate_takes_it()
    {
        var request = Id(Approval("request", "--reason", "we ship", "--by", Ann).Is(0, "request of ann@acme.example", "unsigned"));
        Approval("list").Is(0, request[..12], "requested", "release");
        Approval("approve", request[..8], "--by", Ann).Is(2, "nobody answers their own request");
        Approval("approve", request[..8], "--by", "author@acme.example").Is(2, "author@acme.example wrote the change");
        Approval("approve", request[..8], "--by", Bob).Is(0, "approval of bob", "never believed in CI");
        Approval("list").Is(0, "granted", "by bob@acme.example", "in force");
        Assert.Contains("approved by bob@acme.example: we ship", Gate(out var outcome), StringComparison.Ordinal);
        Assert.Equal("pass", outcome);
    }

    [Fact]
    public void The_author_is_told_at_once_without_a_request_too()
    {
        Approval("approve", "--reason", "mine").Is(2, "author@acme.example wrote the change", "someone else must");
        Approval("approve", "--reason", "mine", "--by", "Author <AUTHOR@acme.example>").Is(2, "wrote the change");
        Approval("approve", "--by", Bob).Is(2, "--reason");
    }

    [Fact]
    public void A_refused_and_a_withdrawn_request_cannot_be_approved()
    {
        var refused = Id(Approval("request", "--reason", "we ship", "--by", Ann));
        Approval("refuse", refused, "--reason", "not tested", "--by", Ann).Is(2, "their own request");
        Approval("refuse", refused, "--reason", "not tested", "--by", Bob).Is(0);
        Approval("approve", refused, "--by", "carl@acme.example").Is(2, "refused by bob@acme.example: not tested");
        var withdrawn = Id(Approval("request", "--reason", "we ship after all", "--by", Ann));
        Approval("revoke", withdrawn, "--reason", "no more", "--by", Ann).Is(0);
        Approval("approve", withdrawn, "--by", Bob).Is(2, "taken back by ann@acme.example: no more");
        Approval("list").Is(0, "refused", "withdrawn");
        Approval("approve", "ffffff", "--by", Bob).Is(2, "nothing in this dossier has that id");
    }

    [Fact]
    public void A_revoked_approval_counts_no_more_until_it_is_given_again()
    {
        var approval = Id(Approval("approve", "--reason", "ready", "--by", Bob));
        Gate(out var outcome);
        Assert.Equal("pass", outcome);
        Approval("revoke", approval, "--reason", "found a flaw", "--by", Ann).Is(0);
        Approval("revoke", approval, "--reason", "again", "--by", Ann).Is(2, "already");
        Assert.Contains("taken back by ann@acme.example: found a flaw", Gate(out outcome), StringComparison.Ordinal);
        Assert.Equal("undecided", outcome);
        Approval("list").Is(0, "revoked");
        _workspace.Now = _workspace.Now.AddMinutes(5);
        Approval("approve", "--reason", "the flaw is mended", "--by", Bob).Is(0);
        Gate(out outcome);
        Assert.Equal("pass", outcome);
    }

    [Fact]
    public void In_CI_a_signed_approval_counts_and_an_unsigned_revocation_still_stops_it()
    {
        var (key, policy) = Key();
        _workspace.Write("gatehouse.yaml", policy).Commit();
        _workspace.Write("a.txt", "a\n").Commit();
        var request = Id(Approval("request", "--reason", "we ship", "--by", Ann, "--key", key));
        var approved = Approval("approve", request, "--by", Bob, "--key", key).Is(0, "signed by");
        Assert.DoesNotContain("CI does not believe it", approved.Error, StringComparison.Ordinal);
        var unsigned = Id(Approval("approve", "--reason", "me too", "--by", "carl@acme.example"));
        _workspace.InGitHub("judge");
        Assert.Contains("approved by bob@acme.example", Gate(out var outcome), StringComparison.Ordinal);
        Assert.Equal("pass", outcome);
        Approval("list").Is(0, unsigned[..12], "not believed");

        _workspace.Variables.Clear();
        Approval("revoke", Id(approved), "--reason", "found a flaw", "--by", Ann).Is(0, "unsigned");
        _workspace.InGitHub("judge");
        Assert.Contains("need not believe to be stricter", Gate(out outcome), StringComparison.Ordinal);
        Assert.Equal("undecided", outcome);
    }

    [Fact]
    public void A_key_that_the_policy_does_not_name_is_told_at_the_desk()
    {
        var (key, _) = Key();
        Approval("approve", "--reason", "ready", "--by", Bob, "--key", key).Is(0, "the policy in force names no key");
    }

    [Fact]
    public void A_granted_waiver_is_written_into_the_policy_and_shows_as_a_weakening()
    {
        _workspace.Write("gatehouse.yaml", "# ours\nversion: 1\nproduction: [main] # only this\n").Commit();
        var request = Id(Approval("request", "--criteria", "code.secrets", "--paths", "tests/**", "--reason", "made for tests", "--owner", "lead@acme.example", "--expires", "2026-09-30", "--id", "W-7", "--by", Ann).Is(0));
        Approval("approve", request, "--write", "--by", Ann).Is(2, "their own request");
        Approval("approve", request, "--by", Bob).Is(0, "It counts once this is merged", "- id: W-7");
        Assert.DoesNotContain("W-7", File.ReadAllText(_workspace.File("gatehouse.yaml")), StringComparison.Ordinal);
        Approval("approve", request, "--write", "--by", "carl@acme.example").Is(0, "the waiver W-7 is added");
        Assert.Equal(
            "# ours\nversion: 1\nproduction: [main] # only this\n\nwaivers:\n  - id: W-7\n    criteria: [code.secrets]\n    paths: [\"tests/**\"]\n    reason: \"made for tests\"\n    owner: \"lead@acme.example\"\n    expires: 2026-09-30\n",
            File.ReadAllText(_workspace.File("gatehouse.yaml")));
        _workspace.Gatehouse("run", "-f", "json").Is(0, "policy-waiver-added");
        Approval("approve", request, "--write", "--by", Bob).Is(2, "has a waiver W-7 already");
        _workspace.Commit();
        _workspace.Gatehouse("run");
        Approval("list", "--days", "300").Is(0, "W-7", "expiring", "unused", "212 days left");
        _workspace.Now = _workspace.Now.AddDays(300);
        Approval("list").Is(0, "expired");
    }

    [Theory]
    [InlineData("no criterion has that name", "--criteria", "code.nothing", "--expires", "2026-09-30")]
    [InlineData("more than a year ahead", "--criteria", "code.secrets", "--expires", "2030-09-30")]
    [InlineData("name its last day with --expires", "--criteria", "code.secrets")]
    [InlineData("a day is wanted", "--criteria", "code.secrets", "--expires", "soon")]
    [InlineData("one of the two", "--criteria", "code.secrets", "--stage", "release", "--expires", "2026-09-30")]
    public void A_waiver_that_no_policy_would_take_cannot_be_asked_for(string why, params string[] options) =>
        Approval(["request", "--reason", "because", "--by", Ann, .. options]).Is(2, why);

    [Fact]
    public void A_policy_that_cannot_be_added_to_is_left_as_it_is()
    {
        const string policy = "version: 1\nwaivers: [{id: W-1, criteria: [code.secrets], reason: a, owner: b, expires: 2026-09-30}]\n";
        _workspace.Write("gatehouse.yaml", policy).Commit();
        var request = Id(Approval("request", "--criteria", "build.*", "--reason", "later", "--expires", "2026-09-30", "--by", Ann));
        Approval("approve", request, "--write", "--by", Bob).Is(2, "written on one line");
        Assert.Equal(policy, File.ReadAllText(_workspace.File("gatehouse.yaml")));
        Approval("list").Is(0, "requested");
    }

    [Fact]
    public void An_auditor_gets_all_of_it()
    {
        var (key, policy) = Key();
        _workspace.Write("gatehouse.yaml", policy).Commit();
        var request = Id(Approval("request", "--reason", "=we ship", "--by", Ann));
        var approval = Id(Approval("approve", request, "--by", Bob, "--key", key, "--expires", "2026-04-01"));
        Gate(out _);
        var json = Approval("export").Is(0);
        var entry = json.Json.GetProperty("entries").EnumerateArray().Single(entry => entry.GetProperty("id").GetString() == approval);
        Assert.Equal(Ann, entry.GetProperty("requestedBy").GetString());
        Assert.Equal(Bob, entry.GetProperty("decidedBy")[0].GetString());
        Assert.Equal("2026-04-01", entry.GetProperty("expires").GetString());
        Assert.Equal(request, entry.GetProperty("answers").GetString());
        Assert.True(entry.GetProperty("verified").GetBoolean());
        Assert.Equal(64, entry.GetProperty("key").GetString()!.Length);
        Assert.Equal(JsonValueKind.Object, entry.GetProperty("subject").ValueKind);
        Assert.Single(entry.GetProperty("verdicts").EnumerateArray());
        Assert.Equal(json.Output, Approval("export").Output);

        Approval("export", "-f", "csv").Is(0, "kind,id,time,state", ",'=we ship,");
        Approval("export", "-f", "markdown").Is(0, "## approval-request", "bob&#64;&#8203;acme.example");
        Assert.Empty(Approval("export", "--since", "2026-03-03").Json.GetProperty("entries").EnumerateArray());
        Assert.Empty(Approval("export", "--until", "2026-03-01").Json.GetProperty("entries").EnumerateArray());
        Assert.Equal(2, Approval("export", "--since", "2026-03-02", "--until", "2026-03-02").Json.GetProperty("entries").GetArrayLength());
    }

    private Result Approval(params string[] words) => _workspace.Gatehouse(["approval", .. words]);

    private static string Id(Result result) => result.Code == 0 ? result.Output[..64] : throw new InvalidOperationException(result.ToString());

    private string Gate(out string outcome)
    {
        var approval = _workspace.Gatehouse("gate", "release", "--no-scan", "-f", "json").Criterion("release.approval");
        outcome = approval.GetProperty("outcome").GetString()!;
        return approval.GetProperty("reason").GetString()!;
    }

    private (string Key, string Policy) Key()
    {
        var key = Path.Combine(Path.GetDirectoryName(_workspace.Root)!, "approver.pem");
        _workspace.Gatehouse("key", "new", key).Is(0);
        var pem = string.Join('\n', File.ReadAllLines(key + ".pub").Select(line => "      " + line));
        return (key, $"version: 1\nkeys:\n  - name: approver\n    may: [approval]\n    public: |\n{pem}\n");
    }
}
