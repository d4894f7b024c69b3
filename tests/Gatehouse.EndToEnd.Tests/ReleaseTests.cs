using System.Text.Json;

namespace Gatehouse.EndToEnd.Tests;

/// <summary>A release is packed, listed, signed and checked by tools/release, with a small program in place of the executable.</summary>
public class ReleaseTests
{
    private const string Origin = "--builder https://ci.example.org/7 --source https://git.example.org/gatehouse --commit 0123456789abcdef0123456789abcdef01234567";

    private static string Tool { get; } = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "..", "tools", "release"));

    private static Workspace Made(string output = "out")
    {
        var workspace = new Workspace(git: false);
        workspace.Install();
        workspace.Variables["RELEASE"] = Tool;
        workspace.Write("gatehouse", "#!/bin/sh\necho stand-in\n");
        Make(workspace, output);
        return workspace;
    }

    private static void Make(Workspace workspace, string output) => workspace.WithGatehouse($$"""
        set -e
        for rid in linux-x64 win-x64; do "$RELEASE" $rid --version 1.2.3 --executable gatehouse --output {{output}}; done
        "$RELEASE" list --version 1.2.3 --output {{output}}
        """).Is(0);

    private static Workspace Signed()
    {
        var workspace = Made();
        workspace.Gatehouse("key", "new", "release.key").Is(0);
        workspace.WithGatehouse($"GATEHOUSE=gatehouse \"$RELEASE\" sign --version 1.2.3 --output out --key \"$PWD/release.key\" {Origin}").Is(0, "gatehouse-1.2.3.intoto.jsonl: 4 files");
        return workspace;
    }

    private static Result Check(Workspace workspace) => workspace.WithGatehouse("GATEHOUSE=gatehouse \"$RELEASE\" check --version 1.2.3 --output out --key \"$PWD/release.key.pub\"");

    [Fact]
    public void What_was_made_and_signed_is_verified_and_starts()
    {
        using var workspace = Signed();
        Check(workspace).Is(0, "gatehouse-1.2.3-linux-x64.tar.gz: verified", "gatehouse-1.2.3-win-x64.zip: verified", "gatehouse-1.2.3.cdx.json: verified", "SHA256SUMS: verified");
        workspace.Shell("tar xzf out/gatehouse-1.2.3-linux-x64.tar.gz && gatehouse-1.2.3-linux-x64/gatehouse && ls gatehouse-1.2.3-linux-x64").Is(0, "stand-in", "LICENSE", "README.md");
    }

    [Theory]
    [InlineData("printf x >>out/gatehouse-1.2.3-linux-x64.tar.gz")]
    [InlineData("printf x >>out/gatehouse-1.2.3.cdx.json; cd out; sha256sum *.tar.gz *.zip *.json >SHA256SUMS")]
    [InlineData("printf x >out/gatehouse-1.2.3-osx-arm64.tar.gz")]
    [InlineData("rm out/gatehouse-1.2.3-win-x64.zip")]
    [InlineData("rm out/*.intoto.jsonl")]
    [InlineData("sed -i 1d out/SHA256SUMS; rm out/*linux*")]
    public void What_was_changed_is_not(string change)
    {
        using var workspace = Signed();
        workspace.Shell(change).Is(0);
        Check(workspace).Is(1);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("printf x >>SHA256SUMS", 1)]
    [InlineData("sed -i 's/\"sig\":\"..../\"sig\":\"AAAA/' *.intoto.jsonl", 1)]
    [InlineData("printf x >>gatehouse-1.2.3-linux-x64.tar.gz", 1)]
    [InlineData("cp ../other.key.pub release.key.pub", 1)]
    public void The_page_tells_how_openssl_alone_verifies_it(string change, int code)
    {
        using var workspace = Signed();
        workspace.Gatehouse("key", "new", "other.key").Is(0);
        var page = File.ReadAllText(Path.Combine(Path.GetDirectoryName(Tool)!, "..", "docs", "install.md"));
        var block = page.Split("```").Single(block => block.Contains("openssl dgst", StringComparison.Ordinal));
        workspace.Write("verify.sh", "version=1.2.3\n" + block["sh\n".Length..]);
        workspace.Shell($"cp release.key.pub out && cd out && {(change.Length > 0 ? change : "true")}").Is(0);
        var result = workspace.Shell("cd out && sh ../verify.sh");
        Assert.True((result.Code == 0) == (code == 0), result.ToString());
    }

    [Fact]
    public void The_same_input_gives_the_same_bytes_whoever_packs_it_and_when()
    {
        using var workspace = Made();
        workspace.Shell("touch -d 2001-02-03 gatehouse && chmod 700 gatehouse && mkdir other").Is(0);
        Make(workspace, "other");
        workspace.Shell("diff -r out other && ls out").Is(0, "gatehouse-1.2.3-linux-x64.tar.gz", "gatehouse-1.2.3-win-x64.zip", "gatehouse-1.2.3.cdx.json", "SHA256SUMS");
        workspace.Now = Workspace.Today.AddDays(1);
        Make(workspace, "later");
        workspace.Shell("cmp -s out/gatehouse-1.2.3-linux-x64.tar.gz later/gatehouse-1.2.3-linux-x64.tar.gz").Is(1);
    }

    [Fact]
    public void The_bill_of_materials_names_every_package_and_is_taken_in()
    {
        using var workspace = Made();
        using var bill = JsonDocument.Parse(File.ReadAllText(workspace.File("out/gatehouse-1.2.3.cdx.json")));
        var components = bill.RootElement.GetProperty("components").EnumerateArray().ToList();
        Assert.Equal("1.2.3", bill.RootElement.GetProperty("metadata").GetProperty("component").GetProperty("version").GetString());
        var lockFile = File.ReadAllText(Path.Combine(Path.GetDirectoryName(Tool)!, "..", "src", "Gatehouse.Cli", "packages.native.lock.json"));
        using var held = JsonDocument.Parse(lockFile);
        foreach (var entry in held.RootElement.GetProperty("dependencies").EnumerateObject().SelectMany(framework => framework.Value.EnumerateObject()).Where(entry => entry.Value.TryGetProperty("contentHash", out _)))
        {
            var component = Assert.Single(components, component => component.GetProperty("name").GetString() == entry.Name);
            Assert.Equal($"pkg:nuget/{entry.Name}@{entry.Value.GetProperty("resolved").GetString()}", component.GetProperty("purl").GetString());
            Assert.Equal(entry.Value.GetProperty("contentHash").GetString(), Convert.ToBase64String(Convert.FromHexString(component.GetProperty("hashes")[0].GetProperty("content").GetString()!)));
        }

        using var repository = new Workspace();
        repository.Commit();
        repository.Fact("bill.cdx.json", File.ReadAllText(workspace.File("out/gatehouse-1.2.3.cdx.json"))).Gatehouse("why").Is(0, "Gatehouse.Release");
    }

    [Fact]
    public void The_notes_are_what_the_changelog_says_of_this_version()
    {
        using var workspace = Made();
        workspace.Write("CHANGELOG.md", "# Changelog\n\n## [Unreleased]\n\n- later\n\n## [1.2.3] - 2026-03-02\n\n### Added\n\n- this\n\n## [1.2.0]\n\n## [1.0.0]\n\n- earlier\n");
        var notes = workspace.WithGatehouse("\"$RELEASE\" notes --version 1.2.3 --changelog CHANGELOG.md").Is(0);
        Assert.Equal("### Added\n\n- this", notes.Output.Trim());
        workspace.WithGatehouse("\"$RELEASE\" notes --version 1.2.0 --changelog CHANGELOG.md").Is(2, "says nothing of 1.2.0");
        workspace.WithGatehouse("\"$RELEASE\" notes --version 1.2.30 --changelog CHANGELOG.md").Is(2, "says nothing of 1.2.30");
    }

    [Theory]
    [InlineData("", "tools/release RID")]
    [InlineData("plan9-x64", "tools/release RID")]
    [InlineData("linux-x64 --version 1.2 --executable gatehouse", "--version 1.2: a version is")]
    [InlineData("linux-x64 --version ../../x --executable gatehouse", "a version is")]
    [InlineData("linux-x64 --executable none --output out", "none: no such file")]
    [InlineData("linux-x64 --wrong", "--wrong: no such option")]
    [InlineData("linux-x64 --version", "a value is wanted")]
    [InlineData("check --output empty", "SHA256SUMS is missing")]
    public void Wrong_usage_is_2_and_says_why(string line, string sentence)
    {
        using var workspace = Made();
        workspace.WithGatehouse($"\"$RELEASE\" {line}").Is(2, sentence);
    }
}
