using Gatehouse.Configuration;
using Gatehouse.Engine;
using Gatehouse.Model;

namespace Gatehouse.Pipeline.Proving;

/// <summary>Runs an engine over its own cases, all in one run, as a gate would run it: with the policy's settings, without the cache.</summary>
internal static class EngineChecks
{
    public static IReadOnlyList<ControlCheck> Run(IEngine engine, ConfigurationValue configuration, PipelineParts parts, CancellationToken cancellation)
    {
        var section = configuration[engine.Name];
        var context = new EngineContext { Now = parts.Host.Now, RulePacks = parts.RulePacks, Section = section.IsPresent ? section : null };
        var opening = engine.Open(context);
        using var session = opening.Session;
        if (session is null)
            return [new ControlCheck(engine.Name, "it opens", CheckOutcome.Failed, opening.Problem)];
        var cases = engine.Cases(context);
        if (cases.Count == 0)
            return [new ControlCheck(engine.Name, "its cases", CheckOutcome.Failed, "it carries no case, so nothing shows that it finds anything")];

        var files = cases.Where(one => one.Settled is null).Select(one => (one.Path, one.Content)).ToList();
        using var source = new MemorySource(files);
        var report = Runner.Run(new RunRequest { Engines = [new EngineRun(engine, opening)], Source = source, Granted = engine.Needs, Clock = parts.Host.Clock }, cancellation).Reports[0];
        var byPath = report.Findings.ToLookup(finding => finding.Location?.Path, StringComparer.Ordinal);
        var checks = cases.Select(one => one.Settled ?? ControlCheck.Of(one.Control, one.Name, one.Judge(new EngineAnswer([.. byPath[one.Path]], report.Results)))).ToList();

        // An engine that fell over would leave the cases that want silence standing.
        if (report.Completeness != Completeness.Complete)
            checks.Insert(0, new ControlCheck(engine.Name, "its run", CheckOutcome.Failed, $"the run over its cases is {report.Completeness}: {report.Notices.Select(notice => $"{notice.Path}: {notice.Reason}").FirstOrDefault() ?? "no notice says why"}"));
        return checks;
    }
}
