using System.CommandLine;
using System.Collections.Immutable;
using Gatehouse.Git;
using Gatehouse.Model;
using Gatehouse.Pipeline;
using Gatehouse.Policy;

namespace Gatehouse.Cli.Verbs.Approvals;

/// <summary>The options of everything that people state, and what they come to.</summary>
internal sealed record StatedBy(Option<string> Folder, Option<string?> Subject, Option<string?> By, Option<string?> Key)
{
    /// <summary>Who states it: by name, else who the CI or git says is here.</summary>
    public string? Person(App app, ParseResult parsed, Situation situation) =>
        parsed.GetValue(By) ?? situation.Job?.Actor ?? situation.Repository?.Config.Value("user.email") ?? app.Host.Variable("EMAIL");

    public const string NoPerson = "who states it is not known: name them with --by";

    /// <summary>The register of a dossier.</summary>
    public static ImmutableArray<ApprovalEntry> Register(App app, DossierAccess dossier, Situation situation, PolicyInForce policy, int soon = 14) =>
        ApprovalRegister.Of(dossier.Facts, policy.Policy, new JudgingContext { Subject = Model.Subject.OfTree("", ""), Now = app.Host.Now, PolicySource = policy.Source, IsCi = situation.Job is not null }, soon);

    /// <summary>Whose a commit is: what a gate in a checkout of it would find. Empty for what is no commit of this repository.</summary>
    public static IEnumerable<string> Authors(Situation situation, Subject subject)
    {
        if (situation.Repository is not { } repository || !subject.Digests.TryGetValue(Model.Subject.GitCommit, out var hex) || !ObjectId.TryParse(hex, out var id) || !repository.TryReadCommit(id, out var commit, out _))
            return [];
        return new[] { commit.Author.Email, commit.Author.Name }.Where(name => name.Length > 0);
    }

    /// <summary>Says on standard error what CI would not believe; nothing in CI itself, where the job's own key signs.</summary>
    public static void Warn(App app, Situation situation, PolicyInForce policy, string? keyId)
    {
        if (situation.Job is null && ApprovalDesk.KeyWarning(policy.Policy, keyId) is { } warning)
            app.Terminal.Error.WriteLine("gatehouse: " + Gatehouse.Host.Terminal.Clean(warning));
    }
}
