using System.Text;
using Gatehouse.Engine.Sources.Tree;

namespace Gatehouse.Engine.Tests;

public sealed class FolderAccessTests
{
    [Fact]
    public void The_portable_access_sees_what_the_fast_one_sees()
    {
        using var folder = new TestFolder();
        folder.Write("sub/a.txt", "some text").Write("sub/deep/b.txt", "x").Link("sub/link", "a.txt").Write("sub/\u6F22", "y");

        Assert.Equal(Seen(new LinuxFolderAccess(folder.Root)), Seen(new PortableFolderAccess(folder.Root)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Neither_waits_at_a_pipe_nor_passes_a_link_nor_finds_what_is_not_there(bool isPortable)
    {
        using var folder = new TestFolder();
        folder.Write("real/a.txt", "x").Link("linked", "real").Link("real/link", "a.txt");
        Unix.MakeFifo(folder["real/pipe"]);
        using FolderAccess access = isPortable ? new PortableFolderAccess(folder.Root) : new LinuxFolderAccess(folder.Root);

        Assert.Equal(AccessProblem.Changed, access.Enter("linked"u8));
        Assert.Equal(AccessProblem.Missing, access.Enter("gone"u8));
        Assert.Equal(AccessProblem.None, access.Enter("real"u8));
        Assert.Equal(AccessProblem.Changed, access.Open("link\0"u8, out _));
        Assert.Equal(AccessProblem.Missing, access.Open("gone\0"u8, out _));
        Assert.Equal(AccessProblem.Missing, access.Stat("gone\0"u8, out _));
        if (access.Open("pipe\0"u8, out var pipe) != AccessProblem.None)
            return;
        Assert.InRange(access.Read(pipe, new byte[10]), -1, 0);
        access.Close(pipe);
    }

    private static List<string> Seen(FolderAccess access)
    {
        using var opened = access;
        Assert.Equal(AccessProblem.None, access.Enter("sub"u8));
        var list = new EntryList();
        Assert.Equal(AccessProblem.None, access.List(list));
        var seen = new List<string>();
        for (var i = 0; i < list.Count; i++)
        {
            var line = $"{Encoding.UTF8.GetString(list.Name(i))} {list.Kind(i)}";
            if (list.Kind(i) == EntryKind.File)
            {
                Assert.Equal(AccessProblem.None, access.Stat(list.TerminatedName(i), out var stat));
                Assert.Equal(AccessProblem.None, access.Open(list.TerminatedName(i), out var file));
                var buffer = new byte[100];
                line += $" {stat.Stamp.Size} {stat.IsExecutable} {Encoding.UTF8.GetString(buffer, 0, access.Read(file, buffer))} {access.Read(file, buffer)}";
                access.Close(file);
            }
            else if (list.Kind(i) == EntryKind.Link)
            {
                var target = new byte[100];
                line += " " + Encoding.UTF8.GetString(target, 0, access.ReadLink(list.TerminatedName(i), target));
            }

            seen.Add(line);
        }

        seen.Sort(StringComparer.Ordinal);
        return seen;
    }
}
