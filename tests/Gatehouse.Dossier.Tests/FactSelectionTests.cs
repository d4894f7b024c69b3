using Gatehouse.Model;

namespace Gatehouse.Dossier.Tests;

public sealed class FactSelectionTests : Sample
{
    private static int _count;

    [Fact]
    public void The_newest_of_each_producer_is_taken()
    {
        StoredFact older = Stored(Scan("a", time: Noon.AddHours(-2))), newer = Stored(Scan("a", time: Noon.AddHours(-1))), other = Stored(Scan("b", time: Noon.AddHours(-9)));
        var selection = Select([newer, other, older]);
        Assert.Equal([newer, other], selection.Newest);
        Assert.Equal([newer, other], selection.Usable);
    }

    [Fact]
    public void A_reviewers_later_word_replaces_the_earlier_and_not_that_of_another()
    {
        StoredFact asked = Review("ann", false, -2), approved = Review("ann", true, -1), other = Review("ben", false, -3);
        var selection = FactSelection.Of([asked, approved, other], Commit, FactKind.Review, Noon, null, _ => true);
        Assert.Equal([approved, other], selection.Newest);

        static StoredFact Review(string reviewer, bool approves, int hours) => Stored(Scan("code host", time: Noon.AddHours(hours)) with
        {
            Kind = FactKind.Review,
            Predicate = new ReviewPredicate(reviewer, "eve", approves),
        });
    }

    [Fact]
    public void Age_is_counted_to_the_limit_and_no_further()
    {
        StoredFact fresh = Stored(Scan("a", time: Noon.AddDays(-1))), stale = Stored(Scan("b", time: Noon.AddDays(-1).AddTicks(-1)));
        var selection = Select([fresh, stale], maxAge: TimeSpan.FromDays(1));
        Assert.Equal([stale], selection.Stale);
        Assert.Equal([fresh], selection.Usable);
    }

    [Fact]
    public void A_newer_incomplete_fact_hides_an_older_complete_one()
    {
        var incomplete = Stored(Scan("a") with { Completeness = Completeness.Partial });
        var selection = Select([Stored(Scan("a", time: Noon.AddHours(-1))), incomplete]);
        Assert.Equal([incomplete], selection.Incomplete);
        Assert.Empty(selection.Usable);
    }

    [Fact]
    public void What_is_not_believed_cannot_hide_what_is()
    {
        StoredFact good = Stored(Scan("a", time: Noon.AddHours(-1))), unsigned = Stored(Scan("a"), Trust.Unsigned);
        var selection = Select([good, unsigned]);
        Assert.Equal([good], selection.Usable);
        Assert.Equal([unsigned], selection.NotBelieved);
    }

    [Theory]
    [InlineData(Trust.Tampered)]
    [InlineData(Trust.CommittedInTree)]
    public void Some_trust_is_never_enough_whatever_a_gate_says(Trust trust)
    {
        var fact = Stored(Scan(), trust);
        Assert.Equal([fact], FactSelectionOf([fact], null, _ => true).NotBelieved);
    }

    [Fact]
    public void A_fact_from_the_future_would_stay_fresh_for_ever_and_is_not_used()
    {
        StoredFact future = Stored(Scan("a", time: Noon.AddMinutes(6))), skewed = Stored(Scan("b", time: Noon.AddMinutes(4)));
        var selection = Select([future, skewed]);
        Assert.Equal([future], selection.FromTheFuture);
        Assert.Equal([skewed], selection.Usable);
    }

    [Fact]
    public void A_fact_of_this_process_that_lies_in_the_folder_too_is_one_fact()
    {
        var made = Stored(Scan());
        var selection = Select([made with { Trust = Trust.Unsigned }, made]);
        Assert.Equal([made], selection.Usable);
        Assert.Empty(selection.NotBelieved);
    }

    [Fact]
    public void Facts_of_other_subjects_and_kinds_are_ignored_and_the_former_counted()
    {
        var selection = Select([Stored(Scan(subject: Other)), Stored(Scan(kind: FactKind.CodeScan))]);
        Assert.Empty(selection.Newest);
        Assert.Equal(1, selection.OfOtherSubjects);
    }

    private static StoredFact Stored(Fact fact, Trust trust = Trust.SameJob) => new($"{_count++:x64}", fact, trust);

    private static FactSelection Select(StoredFact[] facts, TimeSpan? maxAge = null) =>
        FactSelectionOf(facts, maxAge, trust => trust is Trust.SameJob or Trust.PolicyKey);

    private static FactSelection FactSelectionOf(StoredFact[] facts, TimeSpan? maxAge, Func<Trust, bool> believes) =>
        FactSelection.Of(facts, Commit, FactKind.SecretsScan, Noon, maxAge, believes);
}
