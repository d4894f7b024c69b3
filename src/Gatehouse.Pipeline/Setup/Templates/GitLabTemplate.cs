namespace Gatehouse.Pipeline.Setup.Templates;

/// <summary>.gitlab/gatehouse.yml, to be included.</summary>
internal static class GitLabTemplate
{
    public const string Path = ".gitlab/gatehouse.yml";

    /// <summary>GitLab's own file, which is not ours to edit.</summary>
    public const string Root = ".gitlab-ci.yml";

    // A runner fetches the ref of the pipeline alone, and the merge base is on another branch.
    private static readonly string[] Target =
    [
        "branch=\"${CI_MERGE_REQUEST_TARGET_BRANCH_NAME:-$CI_DEFAULT_BRANCH}\"",
        "git fetch -q origin \"+refs/heads/$branch:refs/remotes/origin/$branch\"",
    ];

    public static string Write(SourcePin? pin) =>
        $$$"""
        # Gatehouse is built from its source at one commit.{{{(pin is null ? $" Set two CI/CD variables of this project or group:\n#   {SourcePin.UrlName}  the address of Gatehouse's git repository\n#   {SourcePin.RevisionName}    the commit to build, 40 hex digits" : " To move to another: gatehouse init --source URL --revision COMMIT")}}}
        # The image is named by its tag: pin it by the digest that your registry shows.
        gatehouse:
          image: mcr.microsoft.com/dotnet/sdk:10.0
          timeout: 30 minutes
          variables:
            GIT_DEPTH: "0"             # the policy in force is the merge base's
        {{{(pin is null ? "" : $"    {SourcePin.UrlName}: \"{pin.Url}\"\n    {SourcePin.RevisionName}: \"{pin.Revision}\"\n")}}}  rules:
            - if: $CI_PIPELINE_SOURCE == "merge_request_event"
            - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
          before_script:
            - |
              set -eu
              if [ ! -e /usr/include/zlib.h ] || ! command -v gcc >/dev/null || ! command -v git >/dev/null; then
                apt-get update -qq
                apt-get install -y -qq --no-install-recommends gcc libc6-dev zlib1g-dev git
              fi
        {{{SourceSteps.Lines([.. Target, .. SourceSteps.Build("\"$(mktemp -d)\""), "PATH=\"$source/artifacts/native:$PATH\""], "      ")}}}
          script:
            - gatehouse scan . --only secrets -f gitlab > gl-secret-detection-report.json || true
            # To comment: the variable GITLAB_TOKEN, masked, a project access token with the scope api and the role Developer.
            - gatehouse run ${GITLAB_TOKEN:+--comment} -o junit=gatehouse-junit.xml
          artifacts:
            when: always
            access: developer
            reports:
              secret_detection: gl-secret-detection-report.json
              junit: gatehouse-junit.xml

        """;
}
