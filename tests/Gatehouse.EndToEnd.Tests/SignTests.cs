using System.Text;
using System.Text.Json;

namespace Gatehouse.EndToEnd.Tests;

/// <summary>Files are signed and verified as a release and its user do.</summary>
public class SignTests
{
    private const string Commit = "0123456789abcdef0123456789abcdef01234567";

    private static readonly string[] Origin = ["--builder", "https://ci.example.org/jobs/7", "--source", "https://git.example.org/team/app", "--commit", Commit];

    private static Workspace Signed(string algorithm = "p256")
    {
        var workspace = new Workspace(git: false);
        workspace.Write("app.tar.gz", "bytes\n").Write("sums", "x\n");
        workspace.Gatehouse("key", "new", "release.key", "--algorithm", algorithm).Is(0);
        workspace.Gatehouse(["sign", "app.tar.gz", "--key", "release.key", .. Origin]).Is(0, "app.tar.gz.intoto.jsonl: 1 file, signed by ");
        return workspace;
    }

    private static Result Verify(Workspace workspace, params string[] more) => workspace.Gatehouse(["verify", "app.tar.gz", "--key", "release.key.pub", .. more]);

    [Theory]
    [InlineData("p256")]
    [InlineData("ed25519")]
    public void What_was_signed_is_verified(string algorithm)
    {
        using var workspace = Signed(algorithm);
        Verify(workspace).Is(0, "app.tar.gz: verified", "https://ci.example.org/jobs/7", Commit, "2026-03-02 12:00Z");
        Verify(workspace, [.. Origin, "--max-age", "1"]).Is(0);
    }

    [Theory]
    [InlineData("printf x >>app.tar.gz", "other bytes were signed under this name")]
    [InlineData("rm app.tar.gz.intoto.jsonl", "nothing vouches for it")]
    [InlineData("printf '{}' >app.tar.gz.intoto.jsonl", "this is no DSSE envelope")]
    [InlineData("printf '' >app.tar.gz.intoto.jsonl", "it is empty")]
    [InlineData("sed -i 's/\"sig\":\"[^\"]*\"/\"sig\":\"AAAA\"/' app.tar.gz.intoto.jsonl", "did not sign these bytes")]
    [InlineData("sed -i 's/\"signatures\":.*/\"signatures\":[]}/' app.tar.gz.intoto.jsonl", "has no signature")]
    [InlineData("cp sums app.tar.gz && mv app.tar.gz.intoto.jsonl x && sed 's/payloadType/other/' x >app.tar.gz.intoto.jsonl", "NOT VERIFIED")]
    public void What_was_changed_is_not_verified(string change, string sentence)
    {
        using var workspace = Signed();
        workspace.Shell(change).Is(0);
        Verify(workspace).Is(1, "app.tar.gz: NOT VERIFIED: ", sentence);
    }

    [Fact]
    public void A_payload_that_was_edited_is_not_verified()
    {
        using var workspace = Signed();
        var path = workspace.File("app.tar.gz.intoto.jsonl");
        using var envelope = JsonDocument.Parse(File.ReadAllText(path));
        var payload = envelope.RootElement.GetProperty("payload").GetString()!;
        var edited = Encoding.UTF8.GetString(Convert.FromBase64String(payload)).Replace(Commit, new string('0', 40), StringComparison.Ordinal);
        File.WriteAllText(path, File.ReadAllText(path).Replace(payload, Convert.ToBase64String(Encoding.UTF8.GetBytes(edited)), StringComparison.Ordinal));
        Verify(workspace).Is(1, "did not sign these bytes");
    }

    [Fact]
    public void Another_key_is_not_believed_and_one_of_several_is()
    {
        using var workspace = Signed();
        workspace.Gatehouse("key", "new", "other.key").Is(0);
        workspace.Gatehouse("verify", "app.tar.gz", "--key", "other.key.pub").Is(1, "a key that is not known here");
        workspace.Gatehouse("verify", "app.tar.gz", "--key", "other.key.pub", "--key", "release.key.pub").Is(0);
    }

    [Theory]
    [InlineData("--builder", "https://ci.example.org/jobs/8", "its builder is https://ci.example.org/jobs/7")]
    [InlineData("--source", "https://git.example.org/fork/app", "its source is https://git.example.org/team/app")]
    [InlineData("--commit", "ffffffffffffffffffffffffffffffffffffffff", "its commit is " + Commit)]
    public void What_is_expected_must_be_stated(string option, string value, string sentence)
    {
        using var workspace = Signed();
        Verify(workspace, option, value).Is(1, sentence, $"and {value} is wanted");
    }

    [Fact]
    public void An_old_statement_is_refused_where_an_age_is_asked_for()
    {
        using var workspace = Signed();
        workspace.Now = Workspace.Today.AddDays(31);
        Verify(workspace, "--max-age", "30").Is(1, "signed on 2026-03-02, more than 30 days ago");
        Verify(workspace, "--max-age", "31").Is(0);
        workspace.Now = Workspace.Today.AddDays(-1);
        Verify(workspace, "--max-age", "30").Is(1, "after now");
    }

    [Fact]
    public void Several_files_share_a_statement_and_each_is_looked_for()
    {
        using var workspace = Signed();
        workspace.Gatehouse(["sign", "app.tar.gz", "sums", "--key", "release.key", "-o", "all.jsonl", .. Origin]).Is(0, "2 files");
        workspace.Gatehouse("verify", "app.tar.gz", "sums", "--attestation", "all.jsonl", "--key", "release.key.pub").Is(0, "app.tar.gz: verified", "sums: verified");
        workspace.Write("more", "y\n");
        workspace.Gatehouse("verify", "sums", "more", "--attestation", "all.jsonl", "--key", "release.key.pub").Is(1, "sums: verified", "more: NOT VERIFIED: the attestation is not about this file");
    }

    [Fact]
    public void In_a_job_the_provenance_is_the_jobs_own_and_cannot_be_talked_out_of_it()
    {
        using var workspace = Signed();
        workspace.InGitHub("release");
        workspace.Variables["GITHUB_SERVER_URL"] = "https://github.example.org";
        workspace.Variables["GITHUB_WORKFLOW_REF"] = "acme/app/.github/workflows/release.yml@refs/tags/v1";
        workspace.Variables["GITHUB_SHA"] = Commit;
        workspace.Gatehouse("sign", "app.tar.gz", "--key", "release.key").Is(0);
        Verify(workspace, "--builder", "https://github.example.org/acme/app/.github/workflows/release.yml@refs/tags/v1", "--source", "https://github.example.org/acme/app", "--commit", Commit).Is(0);
        workspace.Gatehouse("sign", "app.tar.gz", "--key", "release.key", "--commit", new string('f', 40)).Is(2, "this CI job says " + Commit);
        workspace.Gatehouse("fact", "show", "app.tar.gz.intoto.jsonl").Is(0, "https://github.example.org/acme/app/actions/runs/1/attempts/1");
    }

    [Fact]
    public void The_release_gate_takes_the_statement_in()
    {
        using var workspace = new Workspace();
        var commit = workspace.Write("app.tar.gz", "bytes\n").Commit();
        workspace.Gatehouse("key", "new", "../release.key").Is(0);
        workspace.Gatehouse("sign", "app.tar.gz", "--key", "../release.key", "-o", "../app.intoto.jsonl", "--builder", "https://ci.example.org/1", "--source", "https://git.example.org/a", "--commit", commit).Is(0);
        workspace.Gatehouse("fact", "add", "../app.intoto.jsonl").Is(0, "about app.tar.gz");
    }

    [Theory]
    [InlineData("sign app.tar.gz --key release.key", "--builder URI", "--source URI", "--commit ID")]
    [InlineData("sign app.tar.gz sums --key release.key", "-o NAME.intoto.jsonl", "", "")]
    [InlineData("sign none --key release.key.pub", "none: no such file", "others may read this private key", "--builder URI")]
    [InlineData("sign app.tar.gz ./app.tar.gz -o x --key release.key", "another file of this name", "", "")]
    [InlineData("sign app.tar.gz --key release.key --commit main --source https://u:p@git.example.org/a --builder x", "--commit main: ", "--source https://", "--builder x: ")]
    [InlineData("sign app.tar.gz", "--key", "", "")]
    [InlineData("verify none --key release.key.pub", "none: no such file", "", "")]
    [InlineData("verify app.tar.gz --key release.key", "this is a private key", "", "")]
    [InlineData("verify app.tar.gz --key release.key.pub --max-age -1", "--max-age", "", "")]
    public void Wrong_usage_is_2_and_says_all_that_is_wrong(string line, params string[] sentences)
    {
        using var workspace = Signed();
        workspace.Gatehouse(line.Split(' ')).Is(2, sentences);
    }
}
