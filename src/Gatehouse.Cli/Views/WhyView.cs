using Gatehouse.Dossier.View;
using Gatehouse.Formats;
using Gatehouse.Model;
using Gatehouse.Policy;

namespace Gatehouse.Cli.Views;

/// <summary>A dossier at the terminal: the gates with their criteria, the facts they rest on, what is missing and who owes it.</summary>
internal static class WhyView
{
    public static void Write(Ink ink, DossierView view)
    {
        ink.Line($"[bold]{Ink.Safe(view.Subject.Name)}[/]  [grey]{Ink.Safe(view.Subject.Id)}[/]");
        ink.Line();
        if (view.Facts.Length == 0 && view.Gates.Length == 0)
        {
            ink.Line("[magenta]Nothing is known of it here.[/] Run [bold]gatehouse run[/] on it, or bring its facts with [bold]gatehouse fact unpack FILE[/].");
            if (view.OfOtherSubjects > 0)
                ink.Line($"[grey]The dossier holds {RunView.Count(view.OfOtherSubjects, "fact")} of other subjects.[/]");
            return;
        }

        WriteGates(ink, view);
        WriteFacts(ink, view);
        WriteOwed(ink, view);
        foreach (var problem in view.Problems)
            ink.Line($"[magenta]not believed:[/] {Ink.Safe(problem.File)}: {Ink.Safe(problem.Sentence)}");
    }

    private static void WriteGates(Ink ink, DossierView view)
    {
        var table = Ink.Columns(("GATE", false), ("CRITERION", false), ("OUTCOME", false), ("WHY", true));
        foreach (var gate in view.Gates)
        {
            var name = $"{ink.Mark(gate.Verdict.Outcome)} [bold]{gate.Verdict.Stage.ToName()}[/]";
            foreach (var criterion in gate.Verdict.Criteria)
            {
                var facts = criterion.Facts.IsDefaultOrEmpty ? "" : $" [grey]({string.Join(", ", criterion.Facts.Select(id => id[..12]))})[/]";
                Spectre.Console.TableExtensions.AddRow(table, name, Ink.Safe(criterion.Criterion[(criterion.Criterion.IndexOf('.', StringComparison.Ordinal) + 1)..]), Ink.Word(criterion.Outcome), Ink.Safe(criterion.Reason) + facts);
                name = "";
            }

            Spectre.Console.TableExtensions.AddRow(table, "", "", "", $"[grey]policy {Ink.Safe(gate.Verdict.PolicySource)}, digest {gate.Verdict.PolicyDigest[..12]}, judged {gate.Verdict.Time:yyyy-MM-dd HH:mm} UTC{(gate.Verdict.IsTrial ? ", TRIAL" : "")}[/]");
        }

        ink.Console.Write(table);
        if (view.Unjudged.Length > 0)
            ink.Line($"[grey]not judged: {string.Join(", ", view.Unjudged.Select(stage => stage.ToName()))}[/]");
        foreach (var waiver in view.Waivers)
            ink.Line($"[yellow]waiver[/] {Ink.Safe(waiver.Waiver.Id)} on {waiver.Criterion}: {Ink.Safe(waiver.Waiver.Reason)} [grey]({Ink.Safe(waiver.Waiver.Owner)}, until {waiver.Waiver.Expires:yyyy-MM-dd}{(waiver.HasExpired ? ", EXPIRED" : "")})[/]");
        ink.Line();
    }

    private static void WriteFacts(Ink ink, DossierView view)
    {
        var table = Ink.Columns(("FACT", false), ("BY", false), ("WHEN", false), ("STATE", false), ("BELIEVED", false), ("ID", false));
        foreach (var line in view.Facts.SelectMany(group => group.Facts))
        {
            var fact = line.Stored.Fact;
            Spectre.Console.TableExtensions.AddRow(
                table,
                FactAges.Name(fact.Kind),
                Ink.Safe(fact.Producer.Name),
                $"{fact.Time:yyyy-MM-dd HH:mm}",
                FieldNames.Of(fact.Completeness),
                Belief(line.Stored.Trust),
                $"[grey]{line.Stored.Id[..12]}[/]");
        }

        ink.Console.Write(table);
        ink.Line();
    }

    private static void WriteOwed(Ink ink, DossierView view)
    {
        foreach (var owed in view.Owed)
        {
            ink.Line($"{Ink.Word(owed.Outcome)} {Ink.Safe(owed.Criterion)}: {Ink.Safe(owed.Reason)}");
            if (owed.Remedy is not null || owed.OwedBy is not null)
                ink.Line($"  [grey]→ {Ink.Safe(owed.Remedy ?? "")}{(owed.OwedBy is null ? "" : $" (owed by {Ink.Safe(owed.OwedBy)})")}[/]");
        }
    }

    private static string Belief(Trust trust) => trust switch
    {
        Trust.SameJob => "[green]this job[/]",
        Trust.PolicyKey => "[green]signed[/]",
        Trust.LocalUnsigned => "unsigned, local",
        Trust.Unsigned => "[magenta]no: unsigned[/]",
        Trust.Stranger => "[magenta]no: stranger[/]",
        Trust.CommittedInTree => "[red]no: in the tree[/]",
        Trust.Tampered => "[red]no: tampered[/]",
    };
}
