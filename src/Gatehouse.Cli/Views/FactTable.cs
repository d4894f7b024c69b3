using System.Globalization;
using Gatehouse.Formats;
using Gatehouse.Model;
using Gatehouse.Policy;
using Spectre.Console;

namespace Gatehouse.Cli.Views;

/// <summary>Facts: a row each where the terminal is wide, two lines each where it is not.</summary>
internal static class FactTable
{
    public static void Write(Ink ink, IReadOnlyCollection<StoredFact> facts, bool withSubject)
    {
        if (facts.Count == 0)
            return;
        if (ink.IsWide)
            WriteWide(ink, facts, withSubject);
        else
            WriteNarrow(ink, facts, withSubject);
    }

    private static void WriteWide(Ink ink, IEnumerable<StoredFact> facts, bool withSubject)
    {
        var table = withSubject
            ? Ink.Columns(("FACT", false), ("BY", false), ("WHEN", false), ("STATE", false), ("BELIEVED", false), ("ID", false), ("ABOUT", true))
            : Ink.Columns(("FACT", false), ("BY", false), ("WHEN", false), ("STATE", false), ("BELIEVED", false), ("ID", false));
        foreach (var stored in facts)
        {
            string[] row = [FactAges.Name(stored.Fact.Kind), Ink.Safe(stored.Fact.Producer.Name), When(stored.Fact), FieldNames.Of(stored.Fact.Completeness), Belief(stored.Trust), Id(stored)];
            table.AddRow(withSubject ? [.. row, Ink.Safe(stored.Fact.Subjects[0].Name)] : row);
        }

        ink.Console.Write(table);
    }

    private static void WriteNarrow(Ink ink, IEnumerable<StoredFact> facts, bool withSubject)
    {
        ink.Line("[grey]FACTS[/]");
        foreach (var stored in facts)
        {
            ink.Line($"  {Id(stored)}  [bold]{FactAges.Name(stored.Fact.Kind)}[/]  {FieldNames.Of(stored.Fact.Completeness)}  {Belief(stored.Trust)}");
            var about = withSubject ? $", about {Ink.Safe(stored.Fact.Subjects[0].Name)}" : "";
            ink.Line($"                [grey]by {Ink.Safe(stored.Fact.Producer.Name)}, {When(stored.Fact)}{about}[/]");
        }
    }

    private static string Id(StoredFact stored) => $"[grey]{stored.Id[..12]}[/]";

    private static string When(Fact fact) => fact.Time.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

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
