using System.Collections.Immutable;
using System.Text.Json;
using Gatehouse.Release;

namespace Gatehouse.Architecture.Tests.Build;

public class ReleaseBillTests
{
    // 64 bytes, as NuGet writes them.
    private static string Hash(byte fill) => Convert.ToBase64String(Enumerable.Repeat(fill, 64).ToArray());

    private static string Lock(string packages) => $$"""{ "version": 2, "dependencies": { "net10.0": { {{packages}} } } }""";

    private static string Entry(string name, string type, string version, byte fill = 1, string needs = "") =>
        $$"""  "{{name}}": { "type": "{{type}}", "resolved": "{{version}}", "contentHash": "{{Hash(fill)}}", "dependencies": { {{needs}} } }""";

    private static (ImmutableArray<Package> Packages, ImmutableArray<string> Problems) Read(params string[] locks)
    {
        using var folder = new TempFolder();
        return LockFile.ReadAll([.. locks.Select((text, i) => folder.Write($"{i}.json", text)[$"{i}.json"])]);
    }

    [Fact]
    public void What_a_project_of_ours_names_is_direct_and_what_a_package_brings_is_not()
    {
        var (packages, problems) = Read(Lock(Entry("Zed", "Direct", "1.0.0", needs: "\"Amy\": \"2.0.0\"") + "," + Entry("Amy", "Transitive", "2.0.0") + "," + Entry("Bob", "CentralTransitive", "3.0.0")
            + """, "gatehouse.text": { "type": "Project", "dependencies": { "Bob": "[3.0.0, )", "Gatehouse.Model": "[0.1.0, )" } } """));
        Assert.Empty(problems);
        Assert.Equal([("Amy", false), ("Bob", true), ("Zed", true)], packages.Select(package => (package.Name, package.IsOurs)));
        Assert.Equal("Amy", Assert.Single(packages[2].DependsOn));
        Assert.Equal(string.Concat(Enumerable.Repeat("01", 64)), packages[0].Sha512);
    }

    [Fact]
    public void Lock_files_are_joined_and_must_agree()
    {
        var one = Lock(Entry("Amy", "Transitive", "2.0.0"));
        Assert.Equal(["Amy", "Bob"], Read(one, Lock(Entry("Bob", "Direct", "1.0.0"))).Packages.Select(package => package.Name));
        Assert.Contains("Amy 2.0.1", Assert.Single(Read(one, Lock(Entry("Amy", "Transitive", "2.0.1"))).Problems), StringComparison.Ordinal);
        Assert.Contains("Amy 2.0.0", Assert.Single(Read(one, Lock(Entry("Amy", "Transitive", "2.0.0", fill: 2))).Problems), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{ "dependencies": {} }""")]
    [InlineData("""{ "dependencies": { "net10.0": { "Amy": { "type": "Direct" } } } }""")]
    [InlineData("""{ "dependencies": { "net10.0": { "Amy": { "type": "Direct", "resolved": "1", "contentHash": "AAAA" } } } }""")]
    [InlineData("""{ "dependencies": { "net10.0": { "Amy": { "type": "Direct", "resolved": "1", "contentHash": "not base64" } } } }""")]
    public void What_is_no_whole_lock_file_makes_no_bill(string text) => Assert.NotEmpty(Read(text).Problems);

    [Fact]
    public void The_serial_number_follows_from_what_the_bill_says()
    {
        var (packages, _) = Read(Lock(Entry("Amy", "Direct", "2.0.0")));
        var (others, _) = Read(Lock(Entry("Amy", "Direct", "2.0.1")));
        var time = DateTimeOffset.UnixEpoch;
        Assert.Equal(Bill.Write(packages, "1.0.0", time), Bill.Write(packages, "1.0.0", time));
        Assert.NotEqual(Serial(Bill.Write(packages, "1.0.0", time)), Serial(Bill.Write(others, "1.0.0", time)));
        Assert.Matches("^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$", Serial(Bill.Write(packages, "1.0.0", time)));
    }

    private static string Serial(byte[] bill)
    {
        using var document = JsonDocument.Parse(bill);
        return document.RootElement.GetProperty("serialNumber").GetString()!;
    }
}
