using Gatehouse.Pipeline.Setup;

namespace Gatehouse.Pipeline.Tests.Setup;

/// <summary>What is ours is renewed, what is somebody's stays.</summary>
public class MarkedBlockTests
{
    private static string Block(string body) => MarkedBlock.Write(body, CommentStyle.Hash);

    [Fact]
    public void A_missing_file_is_written_and_the_same_again_is_unchanged()
    {
        var first = PlannedFile.Of("a", null, "x: 1\n", CommentStyle.Hash);
        Assert.Equal(PlannedState.Written, first.State);
        var second = PlannedFile.Of("a", first.After, "x: 1\n", CommentStyle.Hash);
        Assert.Equal((PlannedState.Unchanged, null), (second.State, second.After));
    }

    [Fact]
    public void Another_body_renews_the_block_and_nothing_around_it()
    {
        var planned = PlannedFile.Of("a", "# mine\n" + Block("x: 1\n") + "y: 2\n", "x: 3\n", CommentStyle.Hash);
        Assert.Equal((PlannedState.Updated, "# mine\n" + Block("x: 3\n") + "y: 2\n"), (planned.State, planned.After));
    }

    [Fact]
    public void An_edit_inside_the_block_is_kept_and_said()
    {
        var planned = PlannedFile.Of("a", Block("x: 1\n").Replace("x: 1", "x: 9", StringComparison.Ordinal), "x: 3\n", CommentStyle.Hash);
        Assert.Equal((PlannedState.Kept, null), (planned.State, planned.After));
        Assert.Contains("edited inside", planned.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x: 1\n")]
    [InlineData("")]
    public void A_file_without_marks_is_kept(string text) =>
        Assert.Equal(PlannedState.Kept, PlannedFile.Of("a", text, "x: 3\n", CommentStyle.Hash).State);

    [Fact]
    public void Marks_that_do_not_pair_are_kept()
    {
        var block = Block("x: 1\n");
        var begin = block[..(block.IndexOf('\n', StringComparison.Ordinal) + 1)];
        foreach (var text in new[] { begin + "x: 1\n", block[begin.Length..], block + block, begin + block })
            Assert.Equal(PlannedState.Kept, PlannedFile.Of("a", text, "x: 3\n", CommentStyle.Hash).State);
    }

    [Fact]
    public void A_checkout_with_other_line_ends_is_the_same_block() =>
        Assert.Equal(PlannedState.Unchanged, PlannedFile.Of("a", Block("x: 1\n").Replace("\n", "\r\n", StringComparison.Ordinal), "x: 1\n", CommentStyle.Hash).State);

    [Theory]
    [InlineData("#!/bin/sh\n", "make lint\nexit 0\n")]
    [InlineData("#!/usr/bin/env bash\n", "exec other\n")]
    [InlineData("#!/usr/bin/env -S bash -e\n", "make lint\n")]
    [InlineData("", "make lint\n")]
    public void A_block_comes_into_a_shell_hook_before_anything_can_end_it(string head, string rest)
    {
        var planned = PlannedFile.OfHook("h", head + rest, "gate\n", "gate");
        Assert.Equal((PlannedState.Updated, head + Block("gate\n") + rest), (planned.State, planned.After));
        Assert.Equal(PlannedState.Unchanged, PlannedFile.OfHook("h", planned.After, "gate\n", "gate").State);
    }

    [Theory]
    [InlineData("#!/usr/bin/env python3\nprint()\n")]
    [InlineData("#!/bin/sh")]
    public void A_hook_that_takes_no_lines_of_shell_is_kept_and_the_line_is_said(string hook)
    {
        var planned = PlannedFile.OfHook("h", hook, "gate\n", "the line");
        Assert.Equal((PlannedState.Kept, null), (planned.State, planned.After));
        Assert.EndsWith("the line", planned.Reason, StringComparison.Ordinal);
    }
}
