using System.Text;
using Gatehouse.Rules.Secrets;

namespace Gatehouse.Secrets.Tests;

public class SecretFingerprintTests
{
    private static readonly SecretRule Rule = RulePack.Read(SecretsRulePack.Bytes.ToArray())[0];

    private static UInt128 Of(string before, string secret, string after, SecretRule? rule = null)
    {
        var text = Encoding.UTF8.GetBytes(before + secret + after);
        var start = Encoding.UTF8.GetByteCount(before);
        return SecretFingerprint.Of(rule ?? Rule, text, start, start + Encoding.UTF8.GetByteCount(secret));
    }

    [Fact]
    public void Edits_elsewhere_indentation_and_another_secret_change_nothing()
    {
        var print = Of("a\nkey = \"", "s3cr3t", "\"; // prod\nb");
        Assert.Equal(print, Of("a\nb\nc\n\t  key = \"", "s3cr3t", "\"; // prod  \nc"));
        Assert.Equal(print, Of("key  =  \"", "s3cr3t", "\";  // prod\r\n"));
        Assert.Equal(print, Of("key = \"", "rotated", "\"; // prod"));
    }

    [Fact]
    public void Another_line_or_another_rule_is_another()
    {
        var print = Of("key = \"", "s3cr3t", "\"; // prod");
        Assert.NotEqual(print, Of("kez = \"", "s3cr3t", "\"; // prod"));
        Assert.NotEqual(print, Of("key = \"", "s3cr3t", "\"; // test"));
        Assert.NotEqual(print, Of("key = \"", "s3cr3t", "\"; // prod", Rule with { Id = "other" }));
        Assert.NotEqual(Of("ab", "s3cr3t", "c"), Of("a", "s3cr3t", "bc"));
    }

    [Fact]
    public void Two_hundred_bytes_a_side_count_and_no_more()
    {
        var middle = new string('m', 199);
        Assert.NotEqual(Of("x" + middle, "s3cr3t", ""), Of("y" + middle, "s3cr3t", ""));
        Assert.Equal(Of("xm" + middle, "s3cr3t", ""), Of("ym" + middle, "s3cr3t", ""));
        Assert.NotEqual(Of("", "s3cr3t", middle + "x"), Of("", "s3cr3t", middle + "y"));
        Assert.Equal(Of("", "s3cr3t", middle + "mx"), Of("", "s3cr3t", middle + "my"));
    }
}
