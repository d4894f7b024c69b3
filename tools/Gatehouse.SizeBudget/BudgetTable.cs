using System.Globalization;
using System.Text;

namespace Gatehouse.SizeBudget;

/// <summary>The table, and whether everything is within its budget.</summary>
/// <param name="Text">Ends with a line that says so.</param>
/// <param name="IsWithin">False where anything is over.</param>
public sealed record BudgetTable(string Text, bool IsWithin)
{
    /// <summary>Compares.</summary>
    /// <param name="bytes">Of <see cref="MapFile.Bytes"/>.</param>
    /// <param name="executableBytes">The executable's size.</param>
    public static BudgetTable Of(IReadOnlyList<Budget> budgets, IReadOnlyDictionary<string, long> bytes, long executableBytes)
    {
        var text = new StringBuilder();
        var over = new List<string>();
        Row("project", "kilobytes", "budget", "");
        foreach (var budget in budgets)
            Line(budget.Project, bytes[budget.Prefix], budget.Kilobytes);
        Line("library generics of our types", bytes[MapFile.MadeForOurs], null);
        Line("the runtime and the libraries", bytes[MapFile.Libraries], null);
        foreach (var executable in budgets.Where(budget => budget.ExecutableKilobytes is not null))
            Line("executable", executableBytes, executable.ExecutableKilobytes);
        text.Append(over.Count == 0 ? "Everything is within its budget.\n" : $"Over budget: {string.Join(", ", over)}. Make it smaller, or raise the number in the project file and say why in the commit.\n");
        return new BudgetTable(text.ToString(), over.Count == 0);

        void Line(string name, long size, int? budget)
        {
            var isOver = budget is { } most && size > most * 1000L;
            if (isOver)
                over.Add(name);
            Row(name, ((size + 999) / 1000).ToString(CultureInfo.InvariantCulture), budget?.ToString(CultureInfo.InvariantCulture) ?? "-", isOver ? "  OVER" : "");
        }

        void Row(string name, string size, string budget, string mark) => text.Append(CultureInfo.InvariantCulture, $"{name,-34} {size,10} {budget,8}{mark}\n");
    }
}
