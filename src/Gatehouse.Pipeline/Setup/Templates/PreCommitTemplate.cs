namespace Gatehouse.Pipeline.Setup.Templates;

/// <summary>.pre-commit-hooks.yaml: makes this repository one that pre-commit takes hooks from.</summary>
internal static class PreCommitTemplate
{
    public const string Path = ".pre-commit-hooks.yaml";

    public const string Body =
        """
        - id: gatehouse
          name: gatehouse
          description: Refuses a commit that a gate would stop. gatehouse must be on the PATH.
          entry: gatehouse run --staged
          language: system
          pass_filenames: false
          always_run: true
          minimum_pre_commit_version: "3.2.0" # the first that knows these names of stages
          stages: [pre-commit]
        - id: gatehouse-push
          name: gatehouse, before a push
          description: Judges the work tree. gatehouse must be on the PATH.
          entry: gatehouse run
          language: system
          pass_filenames: false
          always_run: true
          minimum_pre_commit_version: "3.2.0" # the first that knows these names of stages
          stages: [pre-push]

        """;
}
