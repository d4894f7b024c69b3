using System.Text;
using Gatehouse.Host;

namespace Gatehouse.Architecture.Tests.Build;

/// <summary>The build step that packs rules, started as the build starts it.</summary>
public sealed class RuleCompilerTests : IDisposable
{
    private const string Good = """
        id: acme-token
        provider: Acme
        title: Acme token
        kind: credential
        severity: high
        confidence: high
        description: Opens the doors of Acme.
        source: https://acme.example/docs
        structure: prefix
        literals: [acme_]
        pattern: '\bacme_[0-9a-z]{20}\b'
        revoke: Open Settings and delete the token.
        cases:
          find:
            - 'a: acme_{alnum:20}'
            - 'b: acme_{alnum:20}'
          ignore:
            - 'acme_{alnum:19}'
            - 'acme_xxxxxxxxxxxxxxxxxxxx'
        """;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_sound_rule_is_packed()
    {
        _folder.Write("rules/acme/acme-token.yaml", Good);
        var result = Compile();
        Assert.Equal((0, ""), (result.ExitCode, result.ErrorText));
        Assert.Contains("1 rules", File.ReadAllText(_folder["pack.cs"]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("revoke: Open Settings and delete the token.", "", 1, "\"revoke\" is missing")]
    [InlineData(@"\bacme_[0-9a-z]{20}\b", @"acme_[0-9a-z]{20}(?=x)", 11, "look-around is not supported")]
    [InlineData(@"\bacme_[0-9a-z]{20}\b", @"acme_[0-9a-z]+", 11, "has no bound")]
    [InlineData("literals: [acme_]", "literals: [amce_]", 10, "every match holds one of the literals")]
    [InlineData("    - 'b: acme_{alnum:20}'", "", 14, "at least two cases")]
    [InlineData("kind: credential", "kind: credentials", 4, "none of credential, possible-secret")]
    [InlineData("severity: high", "severty: high", 5, "the key \"severty\" is not known")]
    public void What_is_wrong_is_an_error_with_file_and_line(string part, string replacement, int line, string says)
    {
        Assert.Contains(part, Good, StringComparison.Ordinal);
        _folder.Write("rules/acme/acme-token.yaml", Good.Replace(part, replacement, StringComparison.Ordinal));
        AssertError("acme-token.yaml", line, says);
    }

    [Fact]
    public void A_file_is_named_as_its_rule()
    {
        _folder.Write("rules/acme/token.yaml", Good);
        AssertError("token.yaml", 1, "is named acme-token.yaml");
    }

    [Fact]
    public void An_id_is_used_once()
    {
        _folder.Write("rules/acme/acme-token.yaml", Good).Write("rules/other/acme-token.yaml", Good);
        AssertError("other/acme-token.yaml", 1, "is used twice");
    }

    private void AssertError(string file, int line, string says)
    {
        var result = Compile();
        Assert.Equal(1, result.ExitCode);
        Assert.False(File.Exists(_folder["pack.cs"]));
        Assert.Contains(
            result.ErrorText.Split('\n'),
            error => error.Contains($"{file}({line},", StringComparison.Ordinal) && error.Contains("error GH0201: ", StringComparison.Ordinal) && error.Contains(says, StringComparison.Ordinal));
    }

    private ChildResult Compile() =>
        ChildProcess.Run("dotnet", [Path.Combine(AppContext.BaseDirectory, "Gatehouse.RuleCompiler.dll"), "secrets", _folder["rules"], _folder["pack.cs"]], _folder.Root);
}
