namespace Gatehouse.EndToEnd.Tests;

/// <summary>Rule packs as a user holds them against each other, and what is told of what is ignored.</summary>
public class RulePackTests
{
    private static string Rule(string pattern, string severity = "high") =>
        $"id: acme\nprovider: Acme\ntitle: Acme token\nkind: credential\nseverity: {severity}\nconfidence: high\ndescription: A token.\nliterals: ['acme-']\npattern: '{pattern}'\nrevoke: In the settings.\ncases:\n  find: ['acme-0a1b2c3d', 'x=acme-0a1b2c3d']\n  ignore: ['acme-', 'acme-zz']\n";

    [Fact]
    public void Two_packs_are_held_against_each_other_on_a_tree()
    {
        using var workspace = new Workspace().Write("rules/secrets/acme/acme.yaml", Rule("acme-[0-9a-f]{8}")).Write("tree/a.txt", "acme-0a1b2c3d\nacme-9f3a7c1e5b2d\n");
        workspace.Commit("old rules");
        workspace.Write("rules/secrets/acme/acme.yaml", Rule("acme-[0-9a-f]{12}", "critical"));
        var diff = workspace.Gatehouse("rules", "diff", "git:HEAD", "rules/secrets", "--on", "tree", "-f", "json").Is(0);
        Assert.Equal(["raised HIGH to CRITICAL", "pattern pattern"], diff.Json.GetProperty("changes").EnumerateArray().Select(change => $"{change.GetProperty("change").GetString()} {change.GetProperty("what").GetString()}"));
        Assert.Equal((2, 1), (diff.Json.GetProperty("findingsBefore").GetInt32(), diff.Json.GetProperty("findingsNow").GetInt32()));
        Assert.NotEmpty(diff.Json.GetProperty("gone").EnumerateArray());
        workspace.Gatehouse("rules", "diff", "git:HEAD", "rules/secrets", "--on", "tree").Is(0, "1 raised, 1 pattern", "2 findings before, 1 now");
    }

    [Fact]
    public void A_pack_file_is_the_pack_it_was_written_from()
    {
        using var workspace = new Workspace();
        workspace.Gatehouse("rules", "pack", "old.pack").Is(0);
        workspace.Gatehouse("rules", "diff", "old.pack", "builtin").Is(0, "the two packs have the same rules");
        workspace.Write("broken.pack", "GHSR\x03\x7f").Gatehouse("rules", "diff", "broken.pack").Is(2, "this is no pack of secrets rules");
    }

    [Fact]
    public void What_is_ignored_is_counted_in_every_output_and_over_the_dossier()
    {
        using var workspace = new Workspace();
        for (var i = 0; i < 6; i++)
            workspace.Write($"k{i}.pem", (i < 5 ? "# gatehouse:ignore private-key only a test\n" : "") + Workspace.PrivateKey(i));
        workspace.Commit("keys");
        var run = workspace.Gatehouse("run", "-f", "json", "-o", "markdown=run.md", "-o", "html=run.html");
        var rate = Assert.Single(run.Json.GetProperty("ignored").EnumerateArray());
        Assert.Equal((6, 5, 83, 5), (rate.GetProperty("found").GetInt32(), rate.GetProperty("ignored").GetInt32(), rate.GetProperty("percent").GetInt32(), rate.GetProperty("inline").GetInt32()));
        Assert.Contains("rule private-key is ignored 5 of 6 times (5 by comments)", File.ReadAllText(workspace.File("run.md")), StringComparison.Ordinal);
        Assert.Contains("5 of 6 (83 %)", File.ReadAllText(workspace.File("run.html")), StringComparison.Ordinal);
        workspace.Gatehouse("run", "-v").Is(1, "IGNORED", "5 of 6");
        File.Delete(workspace.File("run.md"));
        File.Delete(workspace.File("run.html"));
        workspace.Gatehouse("policy", "rates").Is(0, "rule private-key is ignored 5 of 6 times", "inline, nobody named", "2026-03", "5 of 6");
    }
}
