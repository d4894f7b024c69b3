using Gatehouse.Attestation.Keys;
using Gatehouse.Dossier.Store;
using Gatehouse.Model;

namespace Gatehouse.Dossier.Tests;

/// <summary>A subject in a temporary folder, and facts about it.</summary>
public abstract class Sample : IDisposable
{
    protected static readonly DateTimeOffset Noon = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);
    protected static readonly Subject Commit = Subject.OfCommit("1a2b3c4d5e6f7a8b9c0d1e2f3a4b5c6d7e8f9a0b");
    protected static readonly Subject Other = Subject.OfCommit("ffffffffffffffffffffffffffffffffffffffff");

    private static readonly SigningKey SharedKey = SigningKey.Generate(KeyAlgorithm.EcdsaP256);

    protected Sample()
    {
        Root = Directory.CreateTempSubdirectory("gatehouse-dossier-").FullName;
        Tree = Path.Combine(Root, "tree");
        Directory.CreateDirectory(Tree);
        Store = new FactStore(DossierFolder.In(Tree));
    }

    protected static SigningKey Key => SharedKey;

    protected string Root { get; }

    protected string Tree { get; }

    protected FactStore Store { get; }

    public void Dispose()
    {
        Directory.Delete(Root, recursive: true);
        GC.SuppressFinalize(this);
    }

    protected static Fact Scan(string producer = "secrets", Subject? subject = null, DateTimeOffset? time = null, FactKind kind = FactKind.SecretsScan) => new()
    {
        Kind = kind,
        Subjects = [subject ?? Commit],
        Producer = new Producer(producer, "1.0"),
        Time = time ?? Noon,
        Predicate = new ScanPredicate { Judged = 5 },
    };

    protected static GateVerdict Verdict(Stage stage, Outcome outcome, DateTimeOffset? time = null, bool isTrial = false, params CriterionResult[] criteria) => new()
    {
        Stage = stage,
        Mode = GateMode.Enforce,
        Outcome = outcome,
        Criteria = [.. criteria],
        PolicyDigest = new string('c', 64),
        PolicySource = "default",
        IsTrial = isTrial,
        Subject = Commit,
        Time = time ?? Noon,
    };

    protected StoredFact Add(Fact fact, SigningKey? key = null)
    {
        var result = Store.Add(fact, key);
        Assert.Null(result.Problem);
        return result.Fact!;
    }

    protected string FileOf(StoredFact fact) => Path.Combine(Store.Folder.Facts, fact.Id + ".json");

    protected string Write(byte[] bytes)
    {
        var id = FactStore.Digest(bytes);
        Directory.CreateDirectory(Store.Folder.Facts);
        File.WriteAllBytes(Path.Combine(Store.Folder.Facts, id + ".json"), bytes);
        return id;
    }
}
