namespace Gatehouse.Architecture.Tests;

/// <summary>Asserts that a rule holds, and says every place where it does not: the runner would cut a collection.</summary>
internal static class Hold
{
    public static void All(IEnumerable<string> problems)
    {
        var told = problems.ToList();
        if (told.Count > 0)
            Assert.Fail(string.Join('\n', told));
    }
}
