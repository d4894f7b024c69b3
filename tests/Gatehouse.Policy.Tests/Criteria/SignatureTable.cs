using Gatehouse.Model;
using static Gatehouse.Policy.Tests.World;

namespace Gatehouse.Policy.Tests;

public sealed class SignatureTable
{
    internal static readonly TruthTable Table = new("release.signature")
    {
        { "no fact", Outcome.Undecided, "no signature of the commit is there", world => { } },
        { "stale fact", Outcome.Undecided, "is stale", world => world.Fact(FactKind.Signature, Signed(), hours: 31 * 24) },
        { "verified", Outcome.Pass, "signed by builder@example.org", world => world.Fact(FactKind.Signature, Signed()) },
        { "refused", Outcome.Fail, "does not verify", world => world.Fact(FactKind.Signature, Signed(false)) },
        { "one verifier accepts, another refuses", Outcome.Fail, "does not verify", world => world.Fact(FactKind.Signature, Signed()).Fact(FactKind.Signature, Signed(false, null), producer: "other") },
        { "not signed yet, then signed", Outcome.Pass, "signed by builder@example.org", world => world.Fact(FactKind.Signature, Signed(false, null), hours: 5).Fact(FactKind.Signature, Signed()) },
        { "signed by one, and refused of another signer", Outcome.Fail, "does not verify", world => world.Fact(FactKind.Signature, Signed(false, "eve"), hours: 5).Fact(FactKind.Signature, Signed()) },
        { "incomplete", Outcome.Undecided, "is incomplete", world => world.Fact(FactKind.Signature, Signed(), completeness: Completeness.Partial) },
        { "unsigned in CI", Outcome.Undecided, "unsigned", world => world.Ci().Fact(FactKind.Signature, Signed(), trust: Trust.Unsigned) },
        { "waived", Outcome.Pass, "W-1", world => world.Waive("release.*") },
    };

    public static TheoryData<string> Rows => Table.Rows;

    [Theory, MemberData(nameof(Rows))]
    public void Each_row_holds(string row) => Table.Check(row);

    private static SignaturePredicate Signed(bool isVerified = true, string? identity = "builder@example.org") => new(isVerified, identity, "https://issuer.example");
}
