using Gatehouse.Model;

namespace Gatehouse.Policy;

[CriterionProof]
internal sealed class SecurityTestsProof : ICriterionProof
{
    public string Criterion => "test.security-tests";

    public ProofScene Passes() => Ran(failed: 0);

    public ProofScene Fails() => Ran(failed: 1);

    private static ProofScene Ran(int failed) =>
        new ProofScene().With(FactKind.TestRun, new TestRunPredicate { Suite = "security", Passed = 3, Failed = failed });
}
