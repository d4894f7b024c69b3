using System.CommandLine;

namespace Gatehouse.Cli.Verbs;

/// <summary>Every verb of this build.</summary>
internal static class AllVerbs
{
    public static IEnumerable<Command> Of(App app) =>
    [
        InitVerb.Build(app),
        RunVerb.Run(app),
        RunVerb.Gate(app),
        RunVerb.Scan(app),
        WhyVerb.Build(app),
        BaselineVerb.Build(app),
        WhatIfVerb.Build(app),
        FactVerbs.Build(app),
        ToolsVerb.Build(app),
        ApprovalVerbs.Build(app),
        RulesVerbs.Build(app),
        SelfTestVerb.Build(app),
        DrillVerb.Build(app),
        PolicyVerbs.Build(app),
        KeyVerbs.Build(app),
        SignVerb.Build(app),
        VerifyVerb.Build(app),
    ];
}
