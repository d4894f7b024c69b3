namespace Gatehouse.Host.Http;

/// <summary>One request.</summary>
/// <param name="Method"><c>GET POST PUT PATCH DELETE</c>.</param>
/// <param name="Path">Relative to the base of the client, without a slash at its begin; or an absolute address of the same origin.</param>
public sealed record HttpCall(string Method, string Path)
{
    /// <summary>JSON; null for none.</summary>
    public ReadOnlyMemory<byte>? Body { get; init; }

    /// <summary>True where sending it twice does what sending it once does, so that it may be sent again after a broken connection.</summary>
    public bool IsRepeatable { get; init; } = Method is "GET" or "PUT" or "PATCH" or "DELETE";
}

/// <summary>What came of a request.</summary>
public abstract record HttpAnswer
{
    private HttpAnswer()
    {
    }

    /// <summary>The server answered, with whatever status.</summary>
    /// <param name="Status">The status code.</param>
    /// <param name="Headers">Names in lower case; several of one name joined by a comma.</param>
    /// <param name="Body">Up to the client's bound.</param>
    public sealed record Answered(int Status, IReadOnlyDictionary<string, string> Headers, byte[] Body) : HttpAnswer
    {
        /// <summary>200 to 299.</summary>
        public bool IsSuccess => Status is >= 200 and < 300;

        /// <summary>The header's value; null where there is none.</summary>
        public string? Header(string name) => Headers.GetValueOrDefault(name);
    }

    /// <summary>No answer that may be used.</summary>
    /// <param name="Sentence">Why, without anything secret.</param>
    public sealed record Failed(string Sentence) : HttpAnswer;
}
