using System.Text;
using CsCheck;
using Gatehouse.Model;

namespace Gatehouse.Threats.Tests;

public sealed class ReaderTests
{
    private const string Sound = """
        assets: [orders]
        threats:
          - {id: T-1, title: Forged payment, stride: T, risk: high, assets: [orders], paths: ["src/pay/**"], mitigated-by: [R-1]}
        requirements:
          - {id: R-1, text: Payments are signed, owner: olga, test: Pay.is_signed}
        """;

    [Fact]
    public void The_example_of_the_how_to_page_is_read_whole()
    {
        var page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "threat-model.md"));
        var start = page.IndexOf("```yaml\n", StringComparison.Ordinal) + "```yaml\n".Length;
        var result = Read(("threats/shop.yaml", page[start..page.IndexOf("```", start, StringComparison.Ordinal)]));
        Assert.Equal([], Say(result));
        Assert.Equal(Completeness.Complete, result.Completeness);
        Assert.Equal(["orders", "payment tokens"], result.Model.Assets);
        Assert.Equal([("T-1", "ST", Severity.High, 6), ("T-2", "I", Severity.Critical, 14), ("T-3", "D", Severity.Medium, 21)], result.Model.Threats.Select(threat => (threat.Id, threat.Stride, threat.Risk, threat.Location!.Region!.Value.StartLine)));
        Assert.Equal(["R-1", "R-2"], result.Model.Threats[0].MitigatedBy);
        Assert.Equal(["src/payment/**"], result.Model.Threats[0].Paths);
        Assert.Equal([("R-1", "olga@example.org", "PaymentNotice.without_signature_is_refused"), ("R-2", "olga@example.org", "PaymentNotice.replayed_is_refused"), ("R-3", "@shop/platform", "Logs.hold_no_token")], result.Model.Requirements.Select(requirement => (requirement.Id, requirement.Owner!, requirement.Test!)));
        Assert.Equal("No log line holds a payment token, whole or in part", result.Model.Requirements[2].Text);
    }

    [Fact]
    public void All_problems_of_all_files_are_told_at_once_with_line_and_remedy()
    {
        var result = Read(("threats/b.yaml", """
            asset: [orders]
            threats:
              - id: T-1
                titel: Forged payment
                stride: "T,X"
                risk: horrible
                assets: [orders]
                paths: ["{a"]
                mitigated-by: [R-9]
              - nothing
            requirements: R-1
            """), ("threats/a.yaml", """
            threats:
              - {id: T-1, title: a, stride: S, risk: low}
              - {id: "T 2", title: b, risk: low}
            """));
        Assert.Equal(
        [
            "threats/a.yaml:3:5: \"stride\" is missing", "threats/a.yaml:3:10: \"T 2\" is no id",
            "threats/b.yaml:1:1: the key \"asset\" is not known in the file", "threats/b.yaml:3:5: \"title\" is missing in a threat", "threats/b.yaml:3:9: the id \"T-1\" is used already, at threats/a.yaml:2",
            "threats/b.yaml:4:5: the key \"titel\" is not known in a threat", "threats/b.yaml:5:13: \"X\" is no letter of STRIDE", "threats/b.yaml:6:11: \"horrible\" is no risk", "threats/b.yaml:7:14: there is no asset \"orders\"",
            "threats/b.yaml:8:13: \"{a\" is no path pattern: the braces { } do not fit, or make more than 200 alternatives", "threats/b.yaml:9:20: there is no requirement \"R-9\"",
            "threats/b.yaml:10:5: a threat is a map, and the text \"nothing\" is there", "threats/b.yaml:11:15: \"requirements\" is a list, and the text \"R-1\" is there",
        ], result.Problems.Select(problem => $"{problem.File}:{problem.Position}: {problem.Message}"));
        Assert.All(result.Problems, problem => Assert.NotEmpty(problem.Remedy));
        Assert.Equal(Completeness.Partial, result.Completeness);
        Assert.Equal(result.Problems.Length, result.Notices.Length);
        Assert.StartsWith("line 3: \"stride\" is missing. Write letters of STRIDE", result.Notices[0].Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("stride: T", "T")]
    [InlineData("stride: \"I,T\"", "TI")]
    [InlineData("stride: \"t, i\"", "TI")]
    [InlineData("stride: ESTRID", "STRIDE")]
    [InlineData("stride: [E, D]", "DE")]
    public void Letters_of_STRIDE_come_in_any_order_and_spelling(string from, string letters) =>
        Assert.Equal(letters, Assert.Single(ReadSound(Sound.Replace("stride: T", from, StringComparison.Ordinal)).Threats).Stride);

    [Fact]
    public void Several_files_are_one_model_and_may_name_each_others_parts()
    {
        var split = Sound.IndexOf("requirements:", StringComparison.Ordinal);
        var result = Read(("threats/z.yaml", Sound[..split]), ("threats/a.yaml", Sound[split..]));
        Assert.Empty(result.Problems);
        Assert.Equal("threats/z.yaml", Assert.Single(result.Model.Threats).Location!.Path);
        Assert.Equal("threats/a.yaml", Assert.Single(result.Model.Requirements).Location!.Path);
    }

    [Fact]
    public void The_order_of_the_files_changes_nothing()
    {
        var (a, b) = (("threats/a.yaml", Sound), ("threats/b.yaml", Sound + "\nmore: x"));
        Assert.Equal(Say(Read(a, b)), Say(Read(b, a)));
        Assert.Equal("threats/a.yaml", Read(b, a).Model.Threats[0].Location!.Path);
    }

    [Fact]
    public void A_threat_and_a_requirement_do_not_share_an_id() =>
        Assert.Contains("the id \"R-1\" is used already", Assert.Single(Say(Read(("threats/a.yaml", Sound.Replace("id: T-1", "id: R-1", StringComparison.Ordinal))))), StringComparison.Ordinal);

    [Theory]
    [InlineData("threats: {id: T-1, title: a, stride: S, risk: high}")]
    [InlineData("threats: T-1")]
    [InlineData("requirements: {R-1: x}")]
    [InlineData("threats: [1]")]
    public void What_is_no_list_of_maps_is_no_empty_model(string text) => Assert.NotEmpty(Read(("threats/a.yaml", text)).Problems);

    [Fact]
    public void An_open_point_is_no_error_but_stays_open()
    {
        var model = ReadSound("requirements:\n  - {id: R-1, text: Payments are signed}\n  - {id: R-2, text: x, owner: ~, test: t}");
        Assert.Equal([("R-1", null, null), ("R-2", null, "t")], model.Requirements.Select(requirement => (requirement.Id, requirement.Owner, requirement.Test)));
    }

    [Fact]
    public void A_threat_with_a_wrong_risk_counts_as_bad_as_it_may_be() =>
        Assert.Equal(Severity.Critical, Assert.Single(Read(("threats/a.yaml", Sound.Replace("risk: high", "risk: hgih", StringComparison.Ordinal))).Model.Threats).Risk);

    [Theory]
    [InlineData("")]
    [InlineData("# nothing yet\n")]
    [InlineData("assets:\nthreats:\n")]
    public void A_file_that_says_nothing_is_sound_and_empty(string text)
    {
        var model = ReadSound(text);
        Assert.Equal((0, 0, 0), (model.Assets.Length, model.Threats.Length, model.Requirements.Length));
    }

    [Fact]
    public void A_second_document_is_read_too() =>
        Assert.Equal("T-2", ReadSound(Sound + "\n---\nthreats:\n  - {id: T-2, title: b, stride: S, risk: low}").Threats[^1].Id);

    [Theory]
    [InlineData("threats: [", "threats/a.yaml:")]
    [InlineData("threats:\n\t- id: x", "threats/a.yaml:2")]
    [InlineData("assets: [a]\nassets: [b]", "the key \"assets\" is there twice")]
    [InlineData("assets: {a: b}", "\"assets\" wants a text, and a map is there")]
    [InlineData("- a", "the file is a map, and a list is there")]
    [InlineData("assets: [\"\\e[31mred\"]", "holds a control character")]
    [InlineData("assets: [\"a\\u202eb\"]", "holds a control character")]
    [InlineData("assets: [\" \"]", "\"assets\" is empty")]
    [InlineData("threats: [\"\\e[31mred\"]", "the text \"\\u001B[31mred\" is there")]
    [InlineData("\"\\e[2J\": x", "the key \"?[2J\" is not known")]
    public void What_cannot_be_read_is_a_problem_with_its_place(string text, string words)
    {
        var result = Read(("threats/a.yaml", text));
        Assert.Contains(Say(result), line => line.Contains(words, StringComparison.Ordinal));
        Assert.All(Say(result), line => Assert.DoesNotContain(line, char.IsControl));
        Assert.Equal(Completeness.Partial, result.Completeness);
    }

    [Fact]
    public void A_text_of_a_thousand_characters_is_taken_and_a_longer_one_is_not()
    {
        Assert.Single(ReadSound($"assets: [{new string('a', 1000)}]").Assets);
        Assert.Contains("1001 characters", Assert.Single(Say(Read(("threats/a.yaml", $"assets: [{new string('a', 1001)}]")))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2 << 20, "bytes")]
    public void A_file_over_the_bound_is_a_problem(int size, string words) =>
        Assert.Contains(words, Assert.Single(Say(Read(("threats/a.yaml", "# " + new string('x', size))))), StringComparison.Ordinal);

    [Fact]
    public void An_alias_bomb_ends()
    {
        var bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n" + string.Concat(Enumerable.Range(1, 9).Select(i => $"{(char)('a' + i)}: &{(char)('a' + i)} [{string.Join(", ", Enumerable.Repeat("*" + (char)('a' + i - 1), 9))}]\n"));
        Assert.Contains("values", Assert.Single(Say(Read(("threats/a.yaml", bomb)))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_another_kind_does_not_flood_the_report()
    {
        var result = Read(("threats/a.yaml", string.Concat(Enumerable.Range(0, 5000).Select(i => $"key{i}: x\n"))), ("threats/b.yaml", "keys: x"));
        Assert.Equal(102, result.Problems.Length);
        Assert.Contains("there are 4900 problems more", result.Problems[100].Message, StringComparison.Ordinal);
        Assert.Equal("threats/b.yaml", result.Problems[101].File);
    }

    [Fact]
    public void No_damage_to_a_sound_file_escapes_as_an_exception()
    {
        var bytes = Encoding.UTF8.GetBytes(Sound);
        Gen.Select(Gen.Int[0, bytes.Length - 1], Gen.Byte, Gen.Int[0, bytes.Length]).Sample((at, value, length) =>
        {
            var damaged = bytes.ToArray();
            damaged[at] = value;
            ThreatModelReader.Read([("threats/a.yaml", damaged.AsMemory(0, length))]);
        }, iter: 2000);
    }

    private static ThreatModelPredicate ReadSound(string text)
    {
        var result = Read(("threats/a.yaml", text));
        Assert.Equal([], Say(result));
        return result.Model;
    }

    private static ThreatModelResult Read(params (string Path, string Text)[] files) =>
        ThreatModelReader.Read([.. files.Select(file => (file.Path, new ReadOnlyMemory<byte>(Encoding.UTF8.GetBytes(file.Text))))]);

    private static string[] Say(ThreatModelResult result) => [.. result.Problems.Select(problem => problem.ToString())];
}
