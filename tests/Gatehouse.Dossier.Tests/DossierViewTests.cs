using System.Text;
using System.Text.Json;
using Gatehouse.Attestation.Keys;
using Gatehouse.Dossier.Store;
using Gatehouse.Dossier.View;
using Gatehouse.Model;

namespace Gatehouse.Dossier.Tests;

public sealed class DossierViewTests : Sample
{
    private static readonly Producer Gate = new("gatehouse", "0.1.0");

    [Fact]
    public void Facts_are_grouped_by_kind_newest_first_with_their_age()
    {
        Add(Scan("old", time: Noon.AddHours(-3)));
        Add(Scan("new", time: Noon.AddHours(-1)));
        Add(Scan(kind: FactKind.CodeScan));
        Add(Scan(subject: Other));
        var view = View();
        Assert.Equal([FactKind.SecretsScan, FactKind.CodeScan], view.Facts.Select(group => group.Kind));
        Assert.Equal([("new", TimeSpan.FromHours(1)), ("old", TimeSpan.FromHours(3))], view.Facts[0].Facts.Select(line => (line.Stored.Fact.Producer.Name, line.Age)));
        Assert.Equal(1, view.OfOtherSubjects);
    }

    [Fact]
    public void Each_gate_shows_its_latest_verdict_and_how_many_came_before()
    {
        Judge(Verdict(Stage.Code, Outcome.Fail, Noon.AddHours(-2)));
        Judge(Verdict(Stage.Code, Outcome.Pass, Noon.AddHours(-1)));
        var view = View();
        var gate = Assert.Single(view.Gates);
        Assert.Equal((Outcome.Pass, TimeSpan.FromHours(1), 1), (gate.Verdict.Outcome, gate.Age, gate.Earlier));
        Assert.Equal([Stage.Plan, Stage.Build, Stage.Test, Stage.Release, Stage.Deploy, Stage.Operate], view.Unjudged);
    }

    [Fact]
    public void A_trial_never_stands_before_a_verdict()
    {
        Judge(Verdict(Stage.Code, Outcome.Fail, Noon.AddHours(-2)));
        Judge(Verdict(Stage.Code, Outcome.Pass, Noon, isTrial: true));
        Judge(Verdict(Stage.Build, Outcome.Pass, Noon, isTrial: true));
        var view = View();
        Assert.Equal([(Stage.Code, false), (Stage.Build, true)], view.Gates.Select(gate => (gate.Verdict.Stage, gate.Verdict.IsTrial)));
    }

    [Fact]
    public void A_verdict_that_the_change_brought_itself_is_not_shown_as_the_gates()
    {
        var stored = Store.AddVerdict(Verdict(Stage.Code, Outcome.Pass), Gate, null).Fact!;
        var loaded = Store.Load(TrustContext.Local with { IsTracked = path => path == FileOf(stored) });
        Assert.Empty(DossierView.Of(loaded, Commit, Noon).Gates);
    }

    [Fact]
    public void A_verdict_on_another_subject_in_a_statement_about_this_one_is_not_its_verdict()
    {
        Add(new Fact { Kind = FactKind.Verdict, Subjects = [Commit], Producer = Gate, Time = Noon, Predicate = new VerdictPredicate(Verdict(Stage.Code, Outcome.Pass) with { Subject = Other }) });
        Assert.Empty(View().Gates);
    }

    [Fact]
    public void What_is_missing_comes_before_what_is_wrong_and_says_who_owes_it()
    {
        Judge(Verdict(Stage.Code, Outcome.Fail, criteria:
        [
            new CriterionResult { Criterion = "code.secrets", Outcome = Outcome.Fail, Reason = "a credential", Remedy = "rotate it", OwedBy = "@dev" },
            new CriterionResult { Criterion = "code.review", Outcome = Outcome.Undecided, Reason = "no review", OwedBy = "@lead" },
            new CriterionResult { Criterion = "code.sast", Outcome = Outcome.Pass, Reason = "nothing found" },
        ]));
        Assert.Equal([("code.review", "@lead"), ("code.secrets", "@dev")], View().Owed.Select(owed => (owed.Criterion, owed.OwedBy)));
    }

    [Fact]
    public void A_waiver_is_shown_and_whether_it_still_holds()
    {
        var waiver = new Waiver("w-1", "accepted", "@lead", new DateOnly(2026, 1, 31));
        Judge(Verdict(Stage.Code, Outcome.Pass, criteria: [new CriterionResult { Criterion = "code.sast", Outcome = Outcome.Pass, Reason = "waived", Waiver = waiver }]));
        Assert.False(Assert.Single(View().Waivers).HasExpired);
        Assert.True(Assert.Single(DossierView.Of(Store.Load(TrustContext.Local), Commit, Noon.AddDays(1)).Waivers).HasExpired);
    }

    [Fact]
    public void The_JSON_says_the_same_and_the_same_bytes_twice()
    {
        var signed = Add(Scan(time: Noon.AddMinutes(-1)), SigningKey.Generate(KeyAlgorithm.Ed25519));
        Judge(Verdict(Stage.Code, Outcome.Undecided, criteria: [new CriterionResult { Criterion = "code.review", Outcome = Outcome.Undecided, Reason = "no review", OwedBy = "@lead" }]));
        File.WriteAllText(Path.Combine(Store.Folder.Facts, "x"), "");
        var text = Json();
        Assert.Equal(text, Json());
        var root = JsonDocument.Parse(text).RootElement;
        Assert.Equal("gatehouse/dossier/1", root.GetProperty("schema").GetString());
        Assert.Equal("undecided", root.GetProperty("gates")[0].GetProperty("verdict").GetProperty("outcome").GetString());
        var fact = root.GetProperty("facts")[0].GetProperty("facts")[0];
        Assert.Equal((signed.Id, "stranger", 60), (fact.GetProperty("id").GetString(), fact.GetProperty("trust").GetString(), fact.GetProperty("ageSeconds").GetInt32()));
        Assert.Equal("@lead", root.GetProperty("owed")[0].GetProperty("owedBy").GetString());
        Assert.Equal("not-a-fact", root.GetProperty("problems")[0].GetProperty("kind").GetString());
        Assert.Equal(6, root.GetProperty("unjudged").GetArrayLength());
    }

    private void Judge(GateVerdict verdict) => Assert.Null(Store.AddVerdict(verdict, Gate, null).Problem);

    private DossierView View() => DossierView.Of(Store.Load(TrustContext.Local), Commit, Noon);

    private string Json()
    {
        using var output = new MemoryStream();
        DossierJson.Write(View(), output);
        return Encoding.UTF8.GetString(output.ToArray());
    }
}
