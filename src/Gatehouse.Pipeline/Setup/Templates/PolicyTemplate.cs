using System.Text;

namespace Gatehouse.Pipeline.Setup.Templates;

/// <summary>gatehouse.yaml: adoption first. What a change adds is judged; what was there before is shown.</summary>
internal static class PolicyTemplate
{
    public static string Write(Detection detection) =>
        $"""
        # What Gatehouse's seven gates stop. Every key: gatehouse policy schema. Is it sound: gatehouse policy check.
        # A change is judged by the policy of its merge base, so an edit counts once it is merged.
        version: 1

        # Patterns of production branches. There, and on changes to be merged there, HIGH findings block too.
        production: ["{detection.Production}"]

        # observe: everything is said, nothing blocks. new-code: what a change adds blocks. enforce: whatever is there blocks.
        gates:
          plan:
            mode: observe
          code:
            # Raise to enforce once the old findings are gone.
            mode: new-code
            # Your code host demands reviews. Take this out to judge them here: the host is asked on a change, elsewhere: gatehouse fact add.
            without: [code.review]
          build:
            mode: new-code
          test:
            mode: observe
          release:
            mode: observe
          deploy:
            mode: observe
          operate:
            mode: observe

        # How long a finding or alert may stay open.
        deadlines:
          critical: 24h
          high: 7d
          medium: 30d
          low: 90d

        # Files that no engine reads, each listed as skipped:
        # exclude: ["third_party/**"]


        """ + Suggestions(detection.Languages);

    private static string Suggestions(IReadOnlyList<Language> languages)
    {
        if (languages.Count == 0)
            return "# Gatehouse looks for secrets itself. Reports of other tools become facts: gatehouse fact add REPORT\n";
        var text = new StringBuilder("# Gatehouse looks for secrets itself. Reports of other tools become facts (gatehouse fact add REPORT); for what is here:\n");
        foreach (var language in languages)
            text.Append("#   ").Append(language.Name).Append(": ").Append(language.Tools).Append('\n');
        return text.ToString();
    }
}
