using Gatehouse.Model;
using static Gatehouse.Policy.Tests.World;

namespace Gatehouse.Policy.Tests;

public sealed class ImagesTable
{
    internal static readonly TruthTable Table = new("deploy.images")
    {
        { "no fact", Outcome.Undecided, "no deployment of the commit is there", world => { } },
        { "stale fact", Outcome.Undecided, "is stale", world => Signed(world).Fact(FactKind.Deployment, Deployed(Image), hours: 8 * 24) },
        { "by digest and signed", Outcome.Pass, "1 image", world => Signed(world).Fact(FactKind.Deployment, Deployed(Image)) },
        { "no image", Outcome.NotApplicable, "no image is deployed", world => world.Fact(FactKind.Deployment, Deployed()) },
        { "by tag alone", Outcome.Fail, "named by a tag, which may move", world => world.Fact(FactKind.Deployment, Deployed("registry.example/team/app:1.2")) },
        { "without tag or digest", Outcome.Fail, "named by a tag, which may move", world => world.Fact(FactKind.Deployment, Deployed("registry.example/team/app")) },
        { "a digest that is none", Outcome.Fail, "is no reference of an image", world => world.Fact(FactKind.Deployment, Deployed("registry.example/team/app@sha256:abc")) },
        { "nobody says whether it is signed", Outcome.Undecided, "nobody says whether", world => world.Fact(FactKind.Deployment, Deployed(Image)) },
        { "the signature is refused", Outcome.Fail, "does not verify", world => Signed(world, isVerified: false).Fact(FactKind.Deployment, Deployed(Image)) },
        { "its signature is stated by a stranger", Outcome.Undecided, "nobody says whether", world => Signed(world.Ci(), trust: Trust.Stranger).Fact(FactKind.Deployment, Deployed(Image)) },
        { "from an approved registry", Outcome.Pass, "1 image", world => { Approve(world, "registry.example"); Signed(world).Fact(FactKind.Deployment, Deployed(Image)); } },
        { "from an approved folder", Outcome.Pass, "1 image", world => { Approve(world, "registry.example/team/"); Signed(world).Fact(FactKind.Deployment, Deployed(Image)); } },
        { "from another registry", Outcome.Fail, "a registry that the policy does not approve", world => { Approve(world, "other.example"); Signed(world).Fact(FactKind.Deployment, Deployed(Image)); } },
        { "from a registry whose name begins alike", Outcome.Fail, "does not approve", world => { Approve(world, "registry.example/te"); Signed(world).Fact(FactKind.Deployment, Deployed(Image)); } },
        { "a short name comes from docker.io", Outcome.Fail, "does not approve", world => { Approve(world, "registry.example"); Signed(world).Fact(FactKind.Deployment, Deployed("registry.example@sha256:" + Digest)); } },
        { "the tag is waived by path", Outcome.Pass, "W-1", world => world.Waive("deploy.images", ids: ["mutable-tag"], paths: ["registry.example/team/**"]).Fact(FactKind.Deployment, Deployed("registry.example/team/app:1.2")) },
        { "a tag waived elsewhere", Outcome.Fail, "named by a tag", world => world.Waive("deploy.images", ids: ["mutable-tag"], paths: ["registry.example/other/**"]).Fact(FactKind.Deployment, Deployed("registry.example/team/app:1.2")) },
        { "incomplete", Outcome.Undecided, "is incomplete", world => Signed(world).Fact(FactKind.Deployment, Deployed(Image), completeness: Completeness.Partial) },
        { "unsigned in CI", Outcome.Undecided, "unsigned", world => Signed(world.Ci()).Fact(FactKind.Deployment, Deployed(Image), trust: Trust.Unsigned) },
    };

    public static TheoryData<string> Rows => Table.Rows;

    [Theory, MemberData(nameof(Rows))]
    public void Each_row_holds(string row) => Table.Check(row);

    private const string Digest = "c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1";
    private const string Image = "registry.example/team/app:1.2@sha256:" + Digest;

    private static DeploymentPredicate Deployed(params string[] images) => new("production", [.. images]);

    private static World Signed(World world, bool isVerified = true, Trust trust = Trust.SameJob) =>
        world.Fact(FactKind.Signature, new SignaturePredicate(isVerified, "builder", null), subject: Subject.OfSha256(SubjectKind.Image, "app", Digest), trust: trust);

    private static void Approve(World world, params string[] registries) => world.Policy = world.Policy with { AllowedRegistries = [.. registries] };
}
