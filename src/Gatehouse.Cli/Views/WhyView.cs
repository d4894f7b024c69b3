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
        var width = GateTable.WidestName(view.Gates.Select(gate => gate.Verdict));
        foreach (var gate in view.Gates)
        {
            var verdict = gate.Verdict;
            GateTable.Write(ink, verdict, verdict.Criteria.Select(criterion => new GateTable.Row(criterion.Outcome, GateTable.ShortName(criterion.Criterion), Ink.Safe(criterion.Reason) + RestsOn(criterion))), width);
            ink.Line($"  [grey]policy {Ink.Safe(verdict.PolicySource)}, digest {verdict.PolicyDigest[..12]}, judged {verdict.Time:yyyy-MM-dd HH:mm} UTC{(verdict.IsTrial ? ", TRIAL" : "")}[/]");
        }

        if (view.Unjudged.Length > 0)
            ink.Line($"[grey]not judged: {string.Join(", ", view.Unjudged.Select(stage => stage.ToName()))}[/]");
        foreach (var waiver in view.Waivers)
            ink.Line($"[yellow]waiver[/] {Ink.Safe(waiver.Waiver.Id)} on {waiver.Criterion}: {Ink.Safe(waiver.Waiver.Reason)} [grey]({Ink.Safe(waiver.Waiver.Owner)}, until {waiver.Waiver.Expires:yyyy-MM-dd}{(waiver.HasExpired ? ", EXPIRED" : "")})[/]");
        ink.Line();
    }

    private static void WriteFacts(Ink ink, DossierView view)
    {
        FactTable.Write(ink, [.. view.Facts.SelectMany(group => group.Facts).Select(line => line.Stored)], withSubject: false);
        ink.Line();
    }

    private static string RestsOn(CriterionResult criterion) =>
        criterion.Facts.IsDefaultOrEmpty ? "" : $" [grey]({string.Join(", ", criterion.Facts.Select(id => id[..12]))})[/]";

    private static void WriteOwed(Ink ink, DossierView view)
    {
        foreach (var owed in view.Owed)
        {
            ink.Line($"{Ink.Word(owed.Outcome)} {Ink.Safe(owed.Criterion)}: {Ink.Safe(owed.Reason)}");
            if (owed.Remedy is not null || owed.OwedBy is not null)
                ink.Line($"  [grey]→ {Ink.Safe(owed.Remedy ?? "")}{(owed.OwedBy is null ? "" : $" (owed by {Ink.Safe(owed.OwedBy)})")}[/]");
        }
    }
}
