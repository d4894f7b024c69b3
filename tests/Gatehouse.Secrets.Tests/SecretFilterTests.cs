using System.Text;
using Gatehouse.Model;
using Gatehouse.Patterns;

namespace Gatehouse.Secrets.Tests;

/// <summary>What speaks against a match. Each case has a neighbour that is told, so that no filter eats everything.</summary>
public class SecretFilterTests
{
    private static readonly SecretRule Structural = new()
    {
        Id = "acme",
        Provider = "Acme",
        Title = "Acme key",
        Kind = FindingKind.Credential,
        Severity = Severity.High,
        Confidence = Confidence.High,
        Description = "Opens Acme.",
        Structure = SecretStructure.Prefix,
        Pattern = "unused",
        Revoke = "At Acme.",
    };

    private static readonly SecretRule Generic = Structural with { Kind = FindingKind.PossibleSecret, Structure = SecretStructure.None, Provider = "Generic" };

    // The secret is what stands between » and «.
    private static bool Accepts(SecretRule rule, string marked)
    {
        var (start, end) = (marked.IndexOf('»', StringComparison.Ordinal), marked.IndexOf('«', StringComparison.Ordinal));
        var text = marked[..start] + marked[(start + 1)..end] + marked[(end + 1)..];
        return SecretFilter.Accepts(new CompiledRule(rule), Encoding.ASCII.GetBytes(text), new PatternGroup(start, end - 1), out _);
    }

    [Theory]
    [InlineData("key: »q8Zr2LxW0vT5nB7y«", true)]
    [InlineData("key: »${ACME_KEY_q8Zr2}«", false)]
    [InlineData("key: »{{ q8Zr2LxW0vT5 }}«", false)]
    [InlineData("key: »$(cat q8Zr2LxW0v)«", false)]
    [InlineData("key: »#{q8Zr2LxW0vT5}«", false)]
    [InlineData("key: »<%= q8Zr2LxW0v %>«", false)]
    [InlineData("key: <»q8Zr2LxW0vT5nB7y«>", false)]
    [InlineData("key: {»q8Zr2LxW0vT5nB7y«}", false)]
    [InlineData("key: $»q8Zr2LxW0vT5nB7y«", false)]
    [InlineData("key: \\$»q8Zr2LxW0vT5nB7y«", true)]
    [InlineData("key: »%q8Zr2LxW0vT5nB7%«", false)]
    public void What_is_put_in_later_is_no_secret(string text, bool isTold) => Assert.Equal(isTold, Accepts(Structural, text));

    [Theory]
    [InlineData("»pm-37165-rotate-user-key-command«", false)]
    [InlineData("»X509_CERTIFICATE«", false)]
    [InlineData("»AWS-toegangssleutel-ID«", false)]
    [InlineData("»orders-eu-west-1-signing-v2«", false)]
    [InlineData("»pm-37165-rotate-q8Zr2LxW0vT5«", true)]
    [InlineData("»a1b2c3d4-e5f6a7b8-c9d0e1f2«", true)]
    public void A_name_made_of_words_is_no_secret(string text, bool isTold) => Assert.Equal(isTold, Accepts(Generic, text));

    [Theory]
    [InlineData("my-secret-key-which-should-be-changed-42", false)]
    [InlineData("example-cookie-secret-0123", false)]
    [InlineData("q8Zr2LxW0vT5nB7yq8Zr2LxW0v", true)]
    public void Base_64_of_a_placeholder_is_none(string plain, bool isTold) => Assert.Equal(isTold, Accepts(Generic, $"»{Convert.ToBase64String(Encoding.ASCII.GetBytes(plain))}«"));

    [Theory]
    [InlineData("»ch4n63m31fy0uc4n«", false)]
    [InlineData("»Ch4ng3-M3-n0w-9182«", false)]
    [InlineData("»ch4n63q8Zr2LxW0vT5«", true)]
    public void Digits_put_for_letters_hide_no_placeholder(string text, bool isTold) => Assert.Equal(isTold, Accepts(Generic, text));

    [Theory]
    [InlineData("»md5$q8Zr2Lx$0cc175b9c0f1b6a831c399e269772661«", false)]
    [InlineData("»pbkdf2_sha256$1000$q8Zr2Lx$W0vT5nB7yq8Zr2LxW0v=«", false)]
    [InlineData("»$2b$10$q8Zr2LxW0vT5nB7yq8Zr2LxW0v«", false)]
    [InlineData("»AQAAAAEAACcQAAAAEq8Zr2LxW0vT5nB7y==«", false)]
    [InlineData("»q8Zr2$xW0vT5n$B7yq8Zr2LxW0v«", true)]
    public void What_a_server_keeps_of_a_password_is_no_password(string text, bool isTold) => Assert.Equal(isTold, Accepts(Generic, text));

    [Theory]
    [InlineData("api_token_id = \"»q8Zr2LxW0vT5nB7y«\"", false)]
    [InlineData("accessKeyName: '»q8Zr2LxW0vT5nB7y«'", false)]
    [InlineData("\"secret-hash\" => \"»q8Zr2LxW0vT5nB7y«\"", false)]
    [InlineData("api_token = \"»q8Zr2LxW0vT5nB7y«\"", true)]
    [InlineData("token_paid = \"»q8Zr2LxW0vT5nB7y«\"", true)]
    [InlineData("id = \"»q8Zr2LxW0vT5nB7y«\"", true)]
    public void What_is_named_like_an_id_is_no_secret(string text, bool isTold) => Assert.Equal(isTold, Accepts(Generic, text));

    [Theory]
    [InlineData("»fk_9a7c2e1b04d8f356«", false)]
    [InlineData("»IDX_9a7c2e1b04d8f356«", false)]
    [InlineData("»key_9a7c2e1b04d8f356«", true)]
    public void The_name_of_an_index_is_no_secret(string text, bool isTold) => Assert.Equal(isTold, Accepts(Generic, text));

    [Theory]
    [InlineData("»acme-q8Zr2LxW0vT5nB7y«", true)]
    [InlineData("»acme-EXAMPLEq8Zr2LxW0«", false)]
    [InlineData("»acme-your_q8Zr2LxW0v«", false)]
    [InlineData("»acme-xxxxxxxxxxxxxxxx«", false)]
    [InlineData("»acme-aaaaaaaaaaaaq8Zr«", false)]
    [InlineData("»acme-aaaaq8Zr2LxW0vT5«", true)]
    [InlineData("»acme-1234567890q8Zr2L«", false)]
    public void Placeholders_are_none_whatever_the_rule(string text, bool isTold) => Assert.Equal(isTold, Accepts(Structural, text));

    [Theory]
    [InlineData("»q8Zr2LxW0vT5nB7y«", true)]
    [InlineData("»my-test-q8Zr2LxW«", false)]
    [InlineData("»config.settings8«", false)]
    [InlineData("»q8Zr-{name}-2LxW«", false)]
    [InlineData("»q8Zr{0:x}2LxW0vT«", false)]
    [InlineData("»q8Zr{2LxW0vT5nB7«", true)]
    [InlineData("»somethingWritten«", false)]
    [InlineData("»hQXbLmPRtWvKJdZs«", true)]
    [InlineData("»8675309867530986«", false)]
    [InlineData("»$2b$10$q8Zr2LxW0vT5nB7yq8Zr2LxW0vT5nB7y«", false)]
    [InlineData("»$argon2id$v=19$m=65536,t=3,p=4$q8Zr2LxW0vT5«", false)]
    [InlineData("»q$8Zr2LxW$0vT5nB7yq8Zr2$«", true)]
    [InlineData("»$q8Zr2LxW0vT5nB7yq8Zr2«", true)]
    public void Words_and_names_are_no_secret_of_no_shape(string text, bool isTold) => Assert.Equal(isTold, Accepts(Generic, text));

    [Fact]
    public void A_shape_from_the_provider_may_hold_such_words() => Assert.True(Accepts(Structural, "»acme_test_q8Zr2LxW0vT5«"));

    [Theory]
    [InlineData(3.0, "»q8Zr2LxW0vT5nB7y«", true)]
    [InlineData(3.0, "»q8q8Zr8qZrq8Zr8q«", false)]
    [InlineData(0.0, "»q8q8Zr8qZrq8Zr8q«", true)]
    public void Entropy_below_the_rules_own_speaks_against_it(double least, string text, bool isTold) => Assert.Equal(isTold, Accepts(Structural with { Entropy = least }, text));

    [Fact]
    public void A_rules_own_stop_words_count_whatever_their_case() =>
        Assert.False(Accepts(Structural with { StopWords = ["Sandbox"] }, "»acme-SANDBOXq8Zr2Lx«"));

    [Theory]
    [InlineData("aaaaaaaa", 0)]
    [InlineData("abababab", 1)]
    [InlineData("abcdabcd", 2)]
    [InlineData("abcdefgh", 3)]
    public void Entropy_is_in_bits_a_byte(string text, double bits) => Assert.Equal(bits, SecretFilter.Entropy(Encoding.ASCII.GetBytes(text)), 9);
}
