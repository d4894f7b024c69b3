namespace Gatehouse.Policy.Tests;

public sealed class ExpressionTests
{
    [Theory]
    [InlineData("MIT", false)]
    [InlineData("GPL-3.0-only", true)]
    [InlineData("gpl-3.0-ONLY", true)]
    [InlineData("MIT OR GPL-3.0-only", false)]
    [InlineData("MIT AND GPL-3.0-only", true)]
    [InlineData("GPL-3.0-only OR AGPL-3.0-only", true)]
    [InlineData("(MIT OR GPL-3.0-only) AND Apache-2.0", false)]
    [InlineData("(MIT AND GPL-3.0-only) OR Apache-2.0", false)]
    [InlineData("MIT OR (GPL-3.0-only AND Apache-2.0)", false)]
    [InlineData("GPL-3.0-only WITH Classpath-exception-2.0", true)]
    [InlineData("AGPL-3.0-only+", true)]
    [InlineData("MIT OR", false)]
    [InlineData("GPL-3.0-only OR", true)]
    [InlineData("MIT WITH", false)]
    [InlineData("MIT)", false)]
    [InlineData("(MIT OR Apache-2.0", false)]
    [InlineData("MIT or apache-2.0 OR GPL-3.0-only", false)]
    [InlineData("licensed under GPL-3.0-only", true)]
    [InlineData("MIT GPL-3.0-only", true)]
    [InlineData("", false)]
    public void A_licence_expression_is_denied_where_no_choice_is_left(string expression, bool isDenied) =>
        Assert.Equal(isDenied, LicenseExpression.IsDenied([expression], ["GPL-3.0-only", "AGPL-3.0-only"]));

    [Theory]
    [InlineData("MIT", false)]
    [InlineData("GPL-3.0-only", true)]
    public void Brackets_within_brackets_end_and_hide_nothing(string license, bool isDenied) =>
        Assert.Equal(isDenied, LicenseExpression.IsDenied([new string('(', 100_000) + license], ["GPL-3.0-only"]));

    [Theory]
    [InlineData("nginx", "docker.io/library/nginx")]
    [InlineData("bitnami/nginx:1", "docker.io/bitnami/nginx")]
    [InlineData("localhost/app", "localhost/app")]
    [InlineData("registry:5000/app:1", "registry:5000/app")]
    [InlineData("Registry.Example/app", "registry.example/app")]
    [InlineData("registry.example/../other/app", null)]
    [InlineData("registry.example//app", null)]
    [InlineData("registry.example/app@sha256:12", null)]
    [InlineData("registry.example/app name", null)]
    [InlineData("", null)]
    public void An_image_reference_is_read_as_container_engines_read_it(string text, string? repository) =>
        Assert.Equal(repository, ImageReference.Parse(text)?.Repository);
}
