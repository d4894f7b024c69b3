using System.Text;

namespace Gatehouse.Engine.Tests;

/// <summary>What a run takes from the heap. Counted for the whole process, so that no other test may run beside.</summary>
[Collection(nameof(AllocationTests))]
[CollectionDefinition(nameof(AllocationTests), DisableParallelization = true)]
public class AllocationTests
{
    [Fact]
    public void A_line_of_200_MB_is_read_outside_the_heap_and_given_back()
    {
        using var folder = new TestFolder();
        using (var file = File.Create(folder["long.txt"]))
        {
            var piece = Encoding.ASCII.GetBytes(new string('x', 1 << 20));
            file.Write("TODO-TOY "u8);
            for (var i = 0; i < 200; i++)
                file.Write(piece);
        }

        var before = GC.GetTotalAllocatedBytes(precise: true);
        var result = Scan.Tree(folder);
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;

        Assert.Equal(["long.txt"], result.Found());
        Assert.InRange(allocated, 0, 32 << 20);
    }
}
