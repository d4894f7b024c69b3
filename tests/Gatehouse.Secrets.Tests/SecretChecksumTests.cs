using System.Text;

namespace Gatehouse.Secrets.Tests;

public class SecretChecksumTests
{
    private static bool Fits(string name, string secret) => SecretChecksum.Find(name)!.Fits(Encoding.ASCII.GetBytes(secret));

    // CRC-32 of "123456789" is CBF43926, the algorithm's published check value: 3jZRME in base 62.
    [Fact]
    public void GitHubs_is_the_checksum_of_what_follows_the_prefix()
    {
        Assert.True(Fits("github-crc32", "ghx" + "_123456789" + "3jZRME"));
        Assert.False(Fits("github-crc32", "ghx" + "_123456788" + "3jZRME"));
        Assert.False(Fits("github-crc32", "gh"));
    }

    [Theory]
    [InlineData("{\"alg\":\"none\"}", true)]
    [InlineData("{\"typ\":\"JWT\"}", false)]
    [InlineData("[1]", false)]
    [InlineData("not json", false)]
    public void A_web_token_has_a_header_that_names_an_algorithm(string header, bool fits) =>
        Assert.Equal(fits, Fits("jwt", Convert.ToBase64String(Encoding.ASCII.GetBytes(header)).TrimEnd('=') + ".e30.c2ln"));

    [Theory]
    [InlineData("jwt", "")]
    [InlineData("jwt", ".")]
    [InlineData("jwt", "!!!.e30.x")]
    [InlineData("luhn", "")]
    [InlineData("uuid", "00000000-0000-0000-0000-000000000000")]
    [InlineData("uuid", "x")]
    [InlineData("base64", "a")]
    [InlineData("pem", "")]
    [InlineData("grafana-crc32", "_")]
    [InlineData("gitlab-routable-crc32", "x")]
    [InlineData("aws-access-key", "x")]
    public void What_is_too_short_or_of_another_form_does_not_fit(string name, string secret) => Assert.False(Fits(name, secret));

    [Theory]
    [InlineData("79927398713", true)] // Luhn's own example
    [InlineData("79927398710", false)]
    [InlineData("7992-7398-713", true)]
    public void Luhns_digits_are_counted_from_the_right(string number, bool fits) => Assert.Equal(fits, Fits("luhn", number));

    [Fact]
    public void A_PEM_body_has_sixty_four_letters_of_some_variety()
    {
        var body = string.Concat(Enumerable.Range(0, 64).Select(i => (char)('A' + (i * 7 % 26))));
        Assert.True(Fits("pem", "\n" + body[..32] + "\\n" + body[32..] + "\n"));
        Assert.True(Fits("pem", "\nVersion: 1\n" + body));
        Assert.False(Fits("pem", "\n" + body[..63] + "\n"));
        Assert.False(Fits("pem", "\n" + new string('A', 64) + "\n"));
    }

    [Fact]
    public void Names_are_found_and_others_not()
    {
        Assert.All(SecretChecksum.Names, name => Assert.Equal(name, SecretChecksum.Find(name)!.Name));
        Assert.Null(SecretChecksum.Find("md5"));
    }
}
