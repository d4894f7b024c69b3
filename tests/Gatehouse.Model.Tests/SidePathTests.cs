namespace Gatehouse.Model.Tests;

public class SidePathTests
{
    [Theory]
    [InlineData("src/Tests/app.py")]
    [InlineData("docs/app.py")]
    [InlineData("caddytest/a.key")]
    [InlineData("internal/iotests/a.key")]
    [InlineData("a/examples/app.py")]
    [InlineData("test-fixtures/key.pem")]
    [InlineData("Acme.Api.Tests/key.pem")]
    [InlineData("app/src/androidTest/Keys.java")]
    [InlineData("t/unit/conf.py")]
    [InlineData("src/app_test.go")]
    [InlineData("src/test_app.py")]
    [InlineData("src/conftest.py")]
    [InlineData("src/app.spec.ts")]
    [InlineData("src/AppTests.cs")]
    [InlineData("config/settings.example.json")]
    [InlineData(".env.example")]
    [InlineData("prod.env.dist/../.env.template")]
    [InlineData("README.md")]
    [InlineData("tls/Readme.RST")]
    public void Tests_documents_and_examples_are_known_by_their_path(string path) => Assert.True(SidePath.Holds(path));

    [Theory]
    [InlineData("src/app.py")]
    [InlineData("src/contest/app.py")]
    [InlineData("src/latest/app.py")]
    [InlineData("src/contests/app.py")]
    [InlineData("src/latest.py")]
    [InlineData("src/attestation/app.py")]
    [InlineData("src/inspector.ts")]
    [InlineData("src/demo.py")]
    [InlineData("src/mock.py")]
    [InlineData("t")]
    [InlineData("deploy/test.env")]
    [InlineData(".env.test")]
    [InlineData(".env.docs")]
    [InlineData("")]
    public void Everything_else_runs_in_production(string path) => Assert.False(SidePath.Holds(path));

    [Fact]
    public void What_is_no_file_of_the_subject_lies_nowhere()
    {
        Assert.False(SidePath.Holds((Location?)null));
        Assert.False(SidePath.Holds(new Location("https://acme.example/docs/") { IsUri = true }));
        Assert.True(SidePath.Holds(new Location("docs/a")));
    }
}
