using Gatehouse.Attestation.Keys;
using Gatehouse.Cli.Views;
using Gatehouse.Model;
using Gatehouse.Pipeline;

namespace Gatehouse.Cli.Verbs;

/// <summary>What the verbs about facts share: the dossier of a folder, the subject, the key.</summary>
internal static class DossierCommand
{
    /// <summary>Opens the dossier and does something with it.</summary>
    public static int With(App app, string folder, Func<DossierAccess, Situation, int> action) => With(app, folder, (dossier, situation, _) => action(dossier, situation));

    /// <summary>The same, with the policy in force.</summary>
    public static int With(App app, string folder, Func<DossierAccess, Situation, PolicyInForce, int> action)
    {
        var (situation, wrong) = SituationFinder.Find(folder, null, app.Host);
        if (situation is null)
            return app.Refuse(wrong!);
        using (situation)
        {
            var (policy, refusal) = PolicyInForce.Find(situation, null, app.Parts);
            return policy is null ? app.Refuse(refusal!.Lines) : action(DossierAccess.Open(situation, policy.Policy, app.Parts), situation, policy);
        }
    }

    /// <summary>Stores a fact, signed with the key file, or in CI with the job's key.</summary>
    /// <param name="told">Where its id is said; standard output by default.</param>
    public static int Store(App app, DossierAccess dossier, Fact fact, string? keyFile, TextWriter? told = null) => Store(app, dossier, fact, keyFile, out _, told);

    /// <summary>The same, and by which key; null where unsigned.</summary>
    public static int Store(App app, DossierAccess dossier, Fact fact, string? keyFile, out string? keyId, TextWriter? told = null)
    {
        keyId = null;
        var key = dossier.Key;
        if (keyFile is not null)
        {
            if (!KeyFile.TryReadPrivate(Path.GetFullPath(keyFile, app.Host.WorkingFolder), out var own, out var problem))
                return app.Refuse(problem);
            key = own;
        }

        keyId = key?.KeyId;
        var stored = dossier.Store.Add(fact, key);
        if (stored.Fact is null)
            return app.Refuse(stored.Problem!);
        (told ?? app.Terminal.Output).WriteLine($"{stored.Fact.Id}  {Policy.FactAges.Name(fact.Kind)} of {Host.Terminal.Clean(fact.Producer.Name)} about {Host.Terminal.Clean(fact.Subjects[0].Name)}{(key is null ? ", unsigned" : $", signed by {key.KeyId[..12]}")}{(FactWords.Counts(fact) is { } counts ? ": " + counts : "")}");
        return 0;
    }

    /// <summary>The subject that a text names, HEAD where there is none.</summary>
    public static (Subject? Subject, string? Problem) SubjectOf(App app, string? text, string folder) => SubjectText.Resolve(text ?? "HEAD", folder, app.Host);
}
