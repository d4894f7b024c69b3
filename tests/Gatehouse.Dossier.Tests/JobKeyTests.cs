using System.Runtime.Versioning;
using Gatehouse.Dossier.Store;

namespace Gatehouse.Dossier.Tests;

[UnsupportedOSPlatform("windows")]
public sealed class JobKeyTests : Sample
{
    [Fact]
    public void The_steps_of_a_job_share_its_key_and_other_jobs_do_not()
    {
        var folder = Path.Combine(Root, "keys");
        Assert.True(JobKey.TryOpen(folder, "job 1", Tree, out var first, out _));
        Assert.True(JobKey.TryOpen(folder, "job 1", Tree, out var again, out _));
        Assert.True(JobKey.TryOpen(folder, "job 2", Tree, out var other, out _));
        Assert.Equal(first.KeyId, again.KeyId);
        Assert.NotEqual(first.KeyId, other.KeyId);
    }

    [Fact]
    public void The_key_is_its_owners_alone()
    {
        var folder = Path.Combine(Root, "keys");
        Assert.True(JobKey.TryOpen(folder, "job 1", Tree, out _, out _));
        var file = Assert.Single(Directory.GetFiles(folder));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.OtherRead);
        Assert.False(JobKey.TryOpen(folder, "job 1", Tree, out _, out var problem));
        Assert.Contains("chmod 600", problem);
    }

    [Fact]
    public void A_key_in_the_tree_under_judgement_is_refused()
    {
        Assert.False(JobKey.TryOpen(Path.Combine(Tree, "keys"), "job", Tree, out _, out var problem));
        Assert.Contains("GATEHOUSE_CACHE", problem);
        Directory.CreateSymbolicLink(Path.Combine(Root, "way"), Tree);
        Assert.False(JobKey.TryOpen(Path.Combine(Root, "way", "keys"), "job", Tree, out _, out _));
        Assert.True(JobKey.TryOpen(Tree + "-keys", "job", Tree, out _, out _));
    }

    [Fact]
    public void A_folder_that_others_may_write_is_refused()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Root, "keys")).FullName;
        File.SetUnixFileMode(folder, File.GetUnixFileMode(folder) | UnixFileMode.OtherWrite);
        Assert.False(JobKey.TryOpen(folder, "job", Tree, out _, out var problem));
        Assert.Contains("chmod go-w", problem);
    }

    [Fact]
    public void Steps_that_start_at_once_agree_on_one_key()
    {
        var folder = Path.Combine(Root, "keys");
        for (var round = 0; round < 50; round++)
        {
            var ids = new string?[8];
            Parallel.For(0, ids.Length, i => ids[i] = JobKey.TryOpen(folder, $"job {round}", Tree, out var key, out var problem) ? key.KeyId : problem);
            Assert.Single(ids.Distinct());
            Assert.Equal(64, ids[0]!.Length);
        }
    }
}
