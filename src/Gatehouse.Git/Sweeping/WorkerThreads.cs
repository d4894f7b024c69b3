namespace Gatehouse.Git.Sweeping;

/// <summary>The same work on several threads, the caller's among them.</summary>
internal static class WorkerThreads
{
    public static void Run(string name, int jobs, Action work)
    {
        var threads = new List<Thread>();
        for (var i = 1; i < Math.Clamp(jobs, 1, 64); i++)
        {
            var thread = new Thread(() => work()) { IsBackground = true, Name = name };
            thread.Start();
            threads.Add(thread);
        }

        work();
        foreach (var thread in threads)
            thread.Join();
    }
}
