using System.Text.Json;

namespace Gatehouse.EndToEnd.Tests;

/// <summary><c>scan history</c>: what a repository ever held, who brought it, and whether it is still there.</summary>
public class HistoryTests
{
    [Fact]
    public void A_key_that_was_deleted_is_told_with_the_commit_that_brought_it()
    {
        using var workspace = new Workspace { CommitTime = Workspace.Today.AddDays(-30) };
        workspace.Write("a.txt", "a\n").Commit();
        workspace.CommitTime = Workspace.Today.AddDays(-20);
        var guilty = workspace.Write("deploy.pem", Workspace.PrivateKey(1)).Commit("a key");
        workspace.CommitTime = Workspace.Today.AddDays(-10);
        workspace.Git("rm", "-q", "deploy.pem");
        workspace.Commit("no key");

        Assert.Empty(workspace.Gatehouse("scan", ".", "-f", "json").Json.GetProperty("findings").EnumerateArray());
        var scan = workspace.Gatehouse("scan", "history", "-f", "json");
        Assert.Equal(0, scan.Code);
        var finding = Assert.Single(scan.Json.GetProperty("findings").EnumerateArray());
        var introduced = finding.GetProperty("introduced");
        Assert.Equal(("deploy.pem", guilty, "Author", "author@acme.example", false, true), (
            finding.GetProperty("location").GetProperty("path").GetString(),
            introduced.GetProperty("commit").GetString(),
            introduced.GetProperty("author").GetString(),
            introduced.GetProperty("email").GetString(),
            introduced.GetProperty("inTree").GetBoolean(),
            introduced.GetProperty("reachable").GetBoolean()));
        Assert.Equal(Workspace.Today.AddDays(-20), introduced.GetProperty("time").GetDateTimeOffset());
        Assert.False(finding.TryGetProperty("secretTag", out _));

        var table = workspace.Gatehouse("scan", "history");
        Assert.Contains($"since commit {guilty[..12]} of 2026-02-10 by Author; gone from what is checked out", string.Join(' ', table.Output.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.Equal(1, workspace.Gatehouse("scan", "history", "--fail-on", "high").Code);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_key_that_stays_while_its_file_changes_and_moves_is_one_finding_at_its_place_today(bool isPacked)
    {
        using var workspace = new Workspace();
        var lines = Enumerable.Range(0, 200).Select(i => $"# line {i}").ToList();
        var first = "";
        for (var i = 0; i < 12; i++)
        {
            lines[i * 3] = $"# changed {i}";
            var text = string.Join('\n', lines.Take(20 + i)) + "\n" + Workspace.PrivateKey(1) + string.Join('\n', lines.Skip(20 + i)) + "\n";
            if (i == 6)
                workspace.Git("mv", "old/settings.conf", "settings.conf");
            var commit = workspace.Write(i < 6 ? "old/settings.conf" : "settings.conf", text).Commit($"{i}");
            first = i == 0 ? commit : first;
        }

        if (isPacked)
            workspace.Git("gc", "-q", "--aggressive", "--prune=now");
        var finding = Assert.Single(workspace.Gatehouse("scan", "history", "-f", "json").Json.GetProperty("findings").EnumerateArray());
        Assert.Equal(("settings.conf", 32, first, true), (
            finding.GetProperty("location").GetProperty("path").GetString(),
            finding.GetProperty("location").GetProperty("startLine").GetInt32(),
            finding.GetProperty("introduced").GetProperty("commit").GetString(),
            finding.GetProperty("introduced").GetProperty("inTree").GetBoolean()));
        Assert.Equal(["old/settings.conf"], finding.GetProperty("alsoAt").EnumerateArray().Select(place => place.GetProperty("location").GetProperty("path").GetString()));
        // The same place has the same fingerprint whether the tree or all of history is read.
        Assert.Equal(workspace.Gatehouse("scan", ".", "-f", "json").Json.GetProperty("findings")[0].GetProperty("fingerprint").GetString(), finding.GetProperty("fingerprint").GetString());
    }

    [Fact]
    public void Two_keys_that_stood_at_one_place_are_two_findings()
    {
        using var workspace = new Workspace();
        workspace.Write("k.pem", Workspace.PrivateKey(1)).Commit("one");
        workspace.Write("k.pem", Workspace.PrivateKey(2)).Commit("rotated");
        var findings = workspace.Gatehouse("scan", "history", "-f", "json").Json.GetProperty("findings").EnumerateArray().ToList();
        Assert.Equal([false, true], findings.Select(finding => finding.GetProperty("introduced").GetProperty("inTree").GetBoolean()).Order());
    }

    [Fact]
    public void What_an_amended_commit_left_behind_is_told_as_reached_by_nothing()
    {
        using var workspace = new Workspace();
        workspace.Write("a", "a").Commit();
        workspace.Write("k.pem", Workspace.PrivateKey(1)).Commit("a key");
        workspace.Git("rm", "-q", "k.pem");
        workspace.Git("commit", "-q", "--amend", "--allow-empty", "-m", "no key");
        var finding = Assert.Single(workspace.Gatehouse("scan", "history", "-f", "json").Json.GetProperty("findings").EnumerateArray());
        Assert.False(finding.GetProperty("introduced").GetProperty("reachable").GetBoolean());
        Assert.Contains("which no branch leads to any more", finding.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_staged_and_never_committed_is_told()
    {
        using var workspace = new Workspace();
        workspace.Write("a", "a").Commit();
        workspace.Write("k.pem", Workspace.PrivateKey(1)).Git("add", "k.pem");
        workspace.Git("rm", "-q", "--cached", "k.pem");
        var finding = Assert.Single(workspace.Gatehouse("scan", "history", "-f", "json").Json.GetProperty("findings").EnumerateArray());
        Assert.Contains("in no commit, but still kept by the repository", finding.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_comment_that_allows_it_speaks_of_its_own_version()
    {
        using var workspace = new Workspace();
        workspace.Write("a.conf", $"x\n{Workspace.PrivateKey(1).TrimEnd('\n')} # gitleaks:allow\n").Commit();
        workspace.Write("b.conf", Workspace.PrivateKey(2)).Commit();
        workspace.Write("b.conf", "# gitleaks:allow\n").Commit();
        var states = workspace.Gatehouse("scan", "history", "-f", "json").Json.GetProperty("findings").EnumerateArray()
            .ToDictionary(finding => finding.GetProperty("location").GetProperty("path").GetString()!, finding => finding.GetProperty("active").GetBoolean());
        Assert.Equal((false, true), (states["a.conf"], states["b.conf"]));
    }

    [Fact]
    public void A_test_key_that_stood_elsewhere_counts_in_full()
    {
        using var workspace = new Workspace();
        workspace.Write("tests/k.pem", Workspace.PrivateKey(1)).Commit();
        workspace.Write("deploy/k.pem", Workspace.PrivateKey(1)).Commit();
        var finding = Assert.Single(workspace.Gatehouse("scan", "history", "-f", "json").Json.GetProperty("findings").EnumerateArray());
        Assert.NotEqual("MEDIUM", finding.GetProperty("severity").GetString());
    }

    [Fact]
    public void A_shallow_clone_is_incomplete_and_says_how_to_mend_it()
    {
        using var workspace = new Workspace();
        workspace.Write("a", "a").Commit();
        workspace.Write("a", "b").Commit();
        workspace.Git("clone", "-q", "--depth=1", "file://" + workspace.Root, "../shallow");
        var scan = workspace.Gatehouse("scan", "history:../shallow", "-f", "json");
        Assert.Equal(3, scan.Code);
        Assert.Contains(Reasons(scan), reason => reason.Contains("git fetch --unshallow", StringComparison.Ordinal));
    }

    [Fact]
    public void A_partial_clone_is_incomplete_and_says_how_much_is_missing()
    {
        using var workspace = new Workspace();
        workspace.Write("a", "a").Commit();
        workspace.Write("a", "b").Commit();
        workspace.Git("config", "uploadpack.allowFilter", "true");
        workspace.Git("clone", "-q", "--filter=blob:none", "--bare", "file://" + workspace.Root, "../partial");
        var scan = workspace.Gatehouse("scan", "history:../partial", "-f", "json");
        Assert.Equal(3, scan.Code);
        Assert.Contains(Reasons(scan), reason => reason.StartsWith("2 contents that commits name are not in this repository", StringComparison.Ordinal));
    }

    [Fact]
    public void A_folder_without_a_repository_and_one_without_a_commit_say_so()
    {
        using var none = new Workspace(git: false);
        var refused = none.Gatehouse("scan", "history");
        Assert.Equal(2, refused.Code);
        Assert.Contains("only a git repository has a history", refused.Error, StringComparison.Ordinal);
        using var empty = new Workspace();
        var scan = empty.Gatehouse("scan", "history");
        Assert.Equal(0, scan.Code);
        Assert.Contains("the repository has no commit", scan.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_organisations_key_joins_the_same_secret_in_two_repositories_and_a_guess_at_the_key_does_not()
    {
        using var one = new Workspace();
        one.Write("one.pem", Workspace.PrivateKey(1)).Commit();
        using var two = new Workspace();
        two.Write("other/name.pem", "# moved\n" + Workspace.PrivateKey(1)).Commit();
        var key = new string('k', 32);
        Assert.Equal(Tag(one, key, "history"), Tag(two, key, "."));
        Assert.NotEqual(Tag(one, key, "."), Tag(one, new string('l', 32), "."));
        one.Variables["GATEHOUSE_SECRET_KEY"] = "short";
        var refused = one.Gatehouse("scan", ".");
        Assert.Equal(2, refused.Code);
        Assert.Contains("GATEHOUSE_SECRET_KEY has fewer than 32 characters", refused.Error, StringComparison.Ordinal);
    }

    private static string Tag(Workspace workspace, string key, string target)
    {
        workspace.Variables["GATEHOUSE_SECRET_KEY"] = key;
        return workspace.Gatehouse("scan", target, "-f", "json").Json.GetProperty("findings")[0].GetProperty("secretTag").GetString()!;
    }

    private static IEnumerable<string> Reasons(Result scan) =>
        scan.Json.GetProperty("suppliers").EnumerateArray().SelectMany(supplier => supplier.GetProperty("notices").EnumerateArray()).Select(notice => notice.GetProperty("reason").GetString()!);
}
