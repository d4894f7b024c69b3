using System.Text;
using System.Text.Json;

namespace Gatehouse.Text.Tests;

public sealed class JsonStreamTests
{
    // A stream that gives a few bytes at a time, so that every token is cut somewhere.
    private sealed class Drops(byte[] bytes, int most) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, most)]);
    }

    private const string Document = """
        { "a": [1, {"b": "zwölf", "c": null}, "x"],
          "large": { "skipped": [[], {}, "]}"], "more": -1.5e3 },
          "last": "ü€𝄞" , "end": {"q":
            [ true,   false ]} }
        """;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(100_000)]
    public void Values_and_places_are_those_of_the_whole_document(int most)
    {
        var whole = Json.Parse(Encoding.UTF8.GetBytes(Document)).Root!;
        var seen = new List<string>();
        var error = JsonStream.Visit(new Drops(Encoding.UTF8.GetBytes(Document), most), json =>
        {
            Assert.True(json.Read());
            foreach (var name in json.Members())
            {
                seen.Add(name);
                Assert.True(json.Read());
                if (name == "large")
                    json.Skip();
                else
                    Assert.Equal(Everything(whole[name]!), Everything(json.Node()));
            }

            Assert.False(json.Read());
        });
        Assert.Null(error);
        Assert.Equal(["a", "large", "last", "end"], seen);
    }

    [Fact]
    public void A_value_is_read_again_from_its_mark()
    {
        var bytes = Encoding.UTF8.GetBytes(Document);
        JsonMark mark = default;
        JsonStream.Visit(new MemoryStream(bytes), json =>
        {
            json.Read();
            foreach (var name in json.Members())
            {
                json.Read();
                if (name == "end")
                    mark = json.Mark;
                json.Skip();
            }
        });
        Node? again = null;
        Assert.Null(JsonStream.Visit(new MemoryStream(bytes, (int)mark.Offset, bytes.Length - (int)mark.Offset), mark, json =>
        {
            json.Read();
            again = json.Node();
        }));
        Assert.Equal(Everything(Json.Parse(bytes).Root!["end"]!), Everything(again!));
    }

    [Theory]
    [InlineData("{ \"a\": [1, 2", "2:")]
    [InlineData("{ \"a\": 1 } x", "2:")]
    [InlineData("{ \"a\": 1, \"a\": 2 }", "2:11: the name \"a\" is there twice: remove one")]
    [InlineData("{ \"a\": { \"b\": 1, \"b\": 2 } }", "2:18: the name \"b\" is there twice, first at 2:10: remove one")]
    [InlineData("{ \"a\": \"\\ud800\" }", "2:8: a string holds the escape of half a surrogate pair: write the whole character")]
    [InlineData("", "")]
    public void What_is_broken_has_its_place(string document, string begins)
    {
        var error = JsonStream.Visit(new Drops(Encoding.UTF8.GetBytes("\n" + document), 3), json =>
        {
            json.Read();
            foreach (var _ in json.Members())
            {
                json.Read();
                json.Node();
            }

            json.Read();
        });
        Assert.StartsWith(begins, $"{error!.Position}: {error.Message}", StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_no_utf_8_have_their_place()
    {
        byte[] document = [.. "{\n\"a\": \"x"u8, 0xC3, (byte)'"', (byte)'}'];
        var error = JsonStream.Visit(new MemoryStream(document), json =>
        {
            json.Read();
            json.Read();
            json.Read();
            json.Node();
        });
        Assert.Equal("2:8: the byte 0xC3 is no valid UTF-8 here: save the text as UTF-8", $"{error!.Position}: {error.Message}");
    }

    [Fact]
    public void A_mark_of_utf_8_is_passed_over() => Assert.Null(JsonStream.Visit(new Drops([.. Encoding.UTF8.Preamble, .. "[1]"u8], 2), json =>
    {
        json.Read();
        Assert.Equal(JsonTokenType.StartArray, json.Token);
        Assert.Equal([1, 1], [json.Mark.Position.Line, json.Mark.Position.Column]);
        Assert.Equal(3, json.Mark.Offset);
    }));

    [Fact]
    public void One_value_over_the_bound_is_refused_and_may_be_passed_over()
    {
        var document = Encoding.UTF8.GetBytes($"[\"{new string('x', 3_000)}\", {{\"list\":[{string.Join(',', Enumerable.Repeat("1", 600_000))}]}}]");
        var limits = TextLimits.Default with { MaxBytes = 1 << 20 };
        void Visit(JsonStream json, bool isHeld)
        {
            json.Read();
            json.Read();
            json.Read();
            if (isHeld)
                json.Node();
            else
                json.Skip();
            json.Read();
            Assert.Equal(JsonTokenType.EndArray, json.Token);
        }

        Assert.Null(JsonStream.Visit(new MemoryStream(document), json => Visit(json, isHeld: false), limits));
        Assert.Contains("one value has more than 1048576 bytes", JsonStream.Visit(new MemoryStream(document), json => Visit(json, isHeld: true), limits)!.Message);
    }

    private static string Everything(Node node) => node switch
    {
        MapNode map => $"{map.Position}{{{string.Join(',', map.Members.Select(entry => $"{entry.Key.Position}{entry.Key.Value}={Everything(entry.Value)}"))}}}",
        ListNode list => $"{list.Position}[{string.Join(',', list.Values.Select(Everything))}]",
        _ => $"{node.Position}{node.Describe()}",
    };
}
