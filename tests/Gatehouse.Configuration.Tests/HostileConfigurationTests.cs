using System.Globalization;
using System.Text;
using Gatehouse.Text;

namespace Gatehouse.Configuration.Tests;

public class HostileConfigurationTests
{
    private sealed class Section(string name, Shape shape) : ISection
    {
        public string Name => name;

        public string Description => $"The {name}.";

        public Shape Shape => shape;
    }

    private static readonly ISection[] Sections =
    [
        new Section("s", new ObjectShape(
            new Field("text", Shape.Text, "A text."),
            new Field("checked", new TextShape(text => text == "ok" ? null : "only ok is ok"), "The word ok."),
            new Field("word", new EnumShape("observe", "enforce"), "A word."),
            new Field("count", new IntegerShape(1, 9), "A number."),
            new Field("on", Shape.Boolean, "Whether."),
            new Field("day", Shape.Date, "A day."),
            new Field("max-age", Shape.Duration, "A time."),
            new Field("glob", Shape.Glob, "A pattern."),
            new Field("globs", Shape.GlobList, "Patterns."),
            new Field("map", new MapShape(new ListShape(new ObjectShape(new Field("paths", Shape.GlobList, "Where.")))), "Names."))),
        new Section("many", new ListShape(new IntegerShape(0, 1))),
    ];

    private static ConfigurationResult Read(string text) => ConfigurationReader.Read(Encoding.UTF8.GetBytes("version: 1\n" + text), "gatehouse.yaml", Sections);

    private static ConfigurationProblem Problem(string text) => Assert.Single(Read(text).Problems);

    private static ConfigurationValue Sound(string text) => Read(text) is { IsSound: true } result ? result.Root : throw new InvalidOperationException(Read(text).Problems[0].ToString());

    [Theory]
    [InlineData("s: {text: [a]}", "a text is wanted, and a list is there")]
    [InlineData("s: {text: {a: b}}", "a text is wanted, and a map is there")]
    [InlineData("s: {word: [observe]}", "one of observe, enforce is wanted, and a list is there")]
    [InlineData("s: {count: many}", "a whole number is wanted, and the text \"many\" is there")]
    [InlineData("s: {count: '3'}", "a whole number is wanted, and the text \"3\" is there")]
    [InlineData("s: {count: 1.5}", "a whole number is wanted, and the number 1.5 is there")]
    [InlineData("s: {count: 99999999999999999999}", "a whole number is wanted, and the number 99999999999999999999 is there")]
    [InlineData("s: {count: true}", "a whole number is wanted, and true is there")]
    [InlineData("s: {on: yes}", "true or false is wanted, and the text \"yes\" is there")]
    [InlineData("s: {on: {}}", "true or false is wanted, and a map is there")]
    [InlineData("s: {day: 2026-02-30}", "a day is wanted, and the text \"2026-02-30\" is there")]
    [InlineData("s: {day: 31.12.2026}", "a day is wanted, and the text \"31.12.2026\" is there")]
    [InlineData("s: {max-age: 7}", "a length of time is wanted, and the number 7 is there")]
    [InlineData("s: {map: [a]}", "a map is wanted, and a list is there")]
    [InlineData("s: a", "a map is wanted, and the text \"a\" is there")]
    public void A_value_of_the_wrong_kind_says_what_is_wanted_and_what_is_there(string text, string expected)
    {
        var problem = Problem(text);
        Assert.Equal(expected, problem.Message);
        Assert.NotEmpty(problem.Remedy);
        Assert.Equal(2, problem.Position.Line);
    }

    [Theory]
    [InlineData("s: {wrod: observe}", "Did you mean \"word\"")]
    [InlineData("s: {maxAge: 7d}", "Did you mean \"max-age\"")]
    [InlineData("s: {MAX_AGE: 7d}", "Did you mean \"max-age\"")]
    [InlineData("s: {unheard-of: 1}", "Known are: checked, count, day")]
    [InlineData("\"s \": {}", "Did you mean \"s\"")]
    [InlineData("\"s\\u200b\": {}", "Did you mean \"s\"")]
    public void An_unknown_key_proposes_the_known_one(string text, string remedy) => Assert.StartsWith(remedy, Problem(text).Remedy, StringComparison.Ordinal);

    [Theory]
    [InlineData("s: {glob: '[a'}", "s.glob", 11)]
    [InlineData("s: {globs: [a, 'b\\c']}", "s.globs[1]", 16)]
    [InlineData("s: {globs: 'x[z-a]'}", "s.globs", 12)]
    [InlineData("s: {globs: '!docs/**'}", "s.globs", 12)]
    [InlineData("s: {glob: \"a\\nb\"}", "s.glob", 11)]
    public void An_invalid_pattern_is_an_error_at_its_place(string text, string key, int column)
    {
        var problem = Problem(text);
        Assert.Equal((key, new SourcePosition(2, column)), (problem.Key, problem.Position));
        Assert.Contains("is no path pattern: at character", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_block_of_lines_for_a_list_of_patterns_is_an_error() => Assert.Contains("item of its own", Problem("s:\n  globs: |\n    src/**\n    docs/**\n").Message, StringComparison.Ordinal);

    [Fact]
    public void Keys_and_places_hold_in_nested_lists()
    {
        var problem = Problem("s:\n  map:\n    name:\n      - paths: a\n      - paths:\n          - b\n          - ['c']\n");
        Assert.Equal("gatehouse.yaml:8:13 s.map.name[1].paths[1]: a path pattern is wanted, and a list is there. Write one value there, not a list.", problem.ToString());
        var value = Sound("s:\n  map:\n    name:\n      - paths: a\n      - paths:\n          - b\n          - c\n")["s"]["map"].Entries().Single().Value.Items().ElementAt(1)["paths"].Items().ElementAt(1);
        Assert.Equal(("s.map.name[1].paths[1]", new SourcePosition(8, 13), "c"), (value.Key, value.Position, value.Text()));
    }

    [Fact]
    public void Two_hundred_problems_are_said_and_the_others_counted()
    {
        static string Many(int count) => "many:\n" + string.Concat(Enumerable.Repeat("  - x\n", count));
        Assert.Equal(200, Read(Many(200)).Problems.Length);
        var problems = Read(Many(5000)).Problems;
        Assert.Equal(201, problems.Length);
        Assert.Equal(Enumerable.Range(3, 200), problems.Take(200).Select(problem => problem.Position.Line));
        Assert.Equal("and 4800 more problems", problems[^1].Message);
    }

    [Fact]
    public void A_long_name_above_many_others_does_not_make_every_key_as_long()
    {
        var text = $"s:\n  map:\n    {new string('k', 900)}:\n" + string.Concat(Enumerable.Repeat("      - {nope: 1}\n", 300));
        Assert.All(Read(text).Problems, problem => Assert.True(problem.ToString().Length < 400, problem.ToString()));
    }

    [Fact]
    public void Nothing_of_the_file_steers_the_terminal_or_hides_in_a_message()
    {
        const string evil = "\\e[2J\\u202E\\u200B\\n\\0";
        foreach (var text in new[] { $"\"{evil}\": 1", $"s: {{word: \"{evil}\"}}", $"s: {{checked: \"{evil}\"}}", $"s: {{glob: \"[{evil}\"}}", $"s: {{count: \"{evil}\"}}", $"s: {{map: {{\"{evil}\": 1}}}}", $"? \"{evil}\"\n: 1\n? \"{evil}\"\n: 2\n" })
        {
            var line = Problem(text).ToString();
            Assert.DoesNotContain(line, c => char.IsControl(c) || c is '\u202E' or '\u200B');
            Assert.Contains("\\u001B", line, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_problem_of_a_section_is_printable_too() =>
        Assert.Equal("f:1:1 k: \\u001B. \\u202Ex.", new ConfigurationProblem("f", new SourcePosition(1, 1), "k", "\u001b.", "\u202Ex.").ToString());

    [Theory]
    [InlineData("s: {checked: no-no}", "What belongs there: The word ok")]
    [InlineData("s: {text: ' '}", "Write a text")]
    [InlineData("s: {count: 10}", "from 1 to 9")]
    [InlineData("many: [~]", "remove the item")]
    [InlineData("s: {day: x}", "2026-12-31")]
    [InlineData("s: [", "Mend the YAML there")]
    public void Every_problem_has_a_remedy(string text, string remedy) => Assert.Contains(remedy, Problem(text).Remedy, StringComparison.Ordinal);

    [Theory]
    [InlineData("s: !!python/object/apply:os.system {text: a}", "!!python/object/apply:os.system")]
    [InlineData("s: {text: !secret a}", "!secret")]
    [InlineData("s: {globs: [!reference [a, b]]}", "!reference")]
    public void A_tag_is_refused(string text, string tag) => Assert.Contains($"the tag {tag} means nothing here", Problem(text).Message, StringComparison.Ordinal);

    [Fact]
    public void A_value_in_quotes_may_begin_like_a_tag() => Assert.Equal("!secret", Sound("s: {text: '!secret'}")["s"]["text"].Text());

    [Theory]
    [InlineData("s: {text: a}\n---\ns: {text: b}\n", "second document")]
    [InlineData("s: {text: a\0}\n", "U+0000")]
    [InlineData("s: {text: a}\ns: {text: b}\n", "first at 2:1")]
    [InlineData("s:\n\ttext: a\n", "tab")]
    [InlineData("s: {<<: {text: a}, <<: {text: b}}\n", "<< is there twice")]
    [InlineData("s: {text: a} # \u2028many: [1]\n", "U+2028")]
    public void What_reads_clean_elsewhere_is_refused_here(string text, string message) => Assert.Contains(message, Problem(text).Message, StringComparison.Ordinal);

    [Fact]
    public void A_text_under_aliases_cannot_fill_memory()
    {
        var bomb = $"s: {{text: &a {new string('x', 1 << 20)}}}\nmany: [{string.Join(',', Enumerable.Repeat("*a", 100_000))}]\n";
        Assert.Contains("aliases counted each time", Problem(bomb).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Aliases_and_merge_keys_serve_a_person()
    {
        var root = Sound("s:\n  globs: &g [a, b]\n  map:\n    one: [&base {paths: *g}]\n    two: [{<<: *base}]\n");
        Assert.Equal(["a", "b"], root["s"]["map"]["two"].Items().Single()["paths"].Texts());
    }

    [Fact]
    public void A_value_that_is_there_is_never_passed_over_for_a_default()
    {
        var root = Sound("s: {text: a, globs: [a], map: {a: []}}\n")["s"];
        Assert.Throws<InvalidOperationException>(() => root["globs"].Text("fallback"));
        Assert.Throws<InvalidOperationException>(() => root["map"].TextOrNull());
        Assert.Throws<InvalidOperationException>(() => root["text"].Integer(1));
        Assert.Throws<InvalidOperationException>(() => root["text"].Boolean(true));
        Assert.Throws<InvalidOperationException>(() => root["text"].DateOrNull());
        Assert.Throws<InvalidOperationException>(() => root["text"].Duration(default));
    }

    [Theory]
    [InlineData("")]
    [InlineData("s: {text: , count: ~, on: null, day: , max-age: , globs: }\n")]
    public void What_is_not_there_gives_the_default(string text)
    {
        var root = Sound(text)["s"];
        Assert.Equal(("d", 7L, true, null, TimeSpan.FromDays(2)), (root["text"].Text("d"), root["count"].Integer(7), root["on"].Boolean(true), root["day"].DateOrNull(), root["max-age"].Duration(TimeSpan.FromDays(2))));
        Assert.Empty(root["globs"].Items());
    }

    [Fact]
    public void A_single_value_where_a_list_may_be_is_a_list_of_one_and_has_the_same_problem()
    {
        Assert.Equal(["a"], Sound("s: {globs: a}\n")["s"]["globs"].Texts());
        Assert.Equal("s.globs", Problem("s: {globs: {a: b}}").Key);
    }

    [Theory]
    [InlineData("s: {count: +3}", 3)]
    [InlineData("s: {count: 03}", 3)]
    public void A_number_is_read_as_it_was_judged(string text, long expected) => Assert.Equal(expected, Sound(text)["s"]["count"].Integer(0));

    [Fact]
    public void Every_length_of_time_up_to_ten_years_fits_the_pattern_of_the_schema()
    {
        var pattern = new System.Text.RegularExpressions.Regex(Scalars.DurationPattern, System.Text.RegularExpressions.RegexOptions.ECMAScript, TimeSpan.FromSeconds(10));
        foreach (var (unit, most) in new[] { ('w', 521), ('d', 3650), ('h', 87_600), ('m', 5_256_000), ('s', 315_360_000) })
        {
            foreach (var count in Enumerable.Range(0, 12_000).Concat(Enumerable.Range(most - 1200, 2400)).Concat(Enumerable.Range(0, 9).Select(i => (int)Math.Pow(10, i))))
            {
                var text = string.Create(CultureInfo.InvariantCulture, $"{Math.Abs(count)}{unit}");
                Assert.True(Scalars.TryDuration(text, out _) == pattern.IsMatch(text), text);
            }
        }
    }
}
