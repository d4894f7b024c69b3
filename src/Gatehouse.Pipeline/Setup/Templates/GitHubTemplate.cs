namespace Gatehouse.Pipeline.Setup.Templates;

/// <summary>
/// .github/workflows/gatehouse.yml. Actions are pinned by the commit that the release tag in the comment stood for; no
/// expression stands in a script, where a branch's name would become code.
/// </summary>
internal static class GitHubTemplate
{
    public const string Path = ".github/workflows/gatehouse.yml";

    private const string Checkout = "actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1";
    private const string SetupDotnet = "actions/setup-dotnet@a98b56852c35b8e3190ac28c8c2271da59106c68 # v6.0.0";
    private const string UploadSarif = "github/codeql-action/upload-sarif@8aad20d150bbac5944a9f9d289da16a4b0d87c1e # v4.36.2";

    public static string Write(Detection detection, SourcePin? pin) =>
        $$$"""
        # Gatehouse is built from its source at one commit.{{{(pin is null ? $" Set two variables of this repository or organisation:\n#   {SourcePin.UrlName}  the address of Gatehouse's git repository\n#   {SourcePin.RevisionName}    the commit to build, 40 hex digits" : " To move to another: gatehouse init --source URL --revision COMMIT")}}}
        name: gatehouse
        on:
          push:
            branches: ["{{{detection.Production}}}"]
          pull_request:
        permissions:
          contents: read
        defaults:
          run:
            shell: bash
        jobs:
          gates:
            runs-on: ubuntu-latest
            timeout-minutes: 30
            permissions:
              contents: read
              actions: read            # asked for by the upload in a private repository
              checks: write            # the check; a pull request from a fork gets none of what may write
              pull-requests: write     # the comment and the notes at lines
              security-events: write   # the upload
            env:
              {{{SourcePin.UrlName}}}: {{{(pin is null ? $"${{{{ vars.{SourcePin.UrlName} }}}}" : $"\"{pin.Url}\"")}}}
              {{{SourcePin.RevisionName}}}: {{{(pin is null ? $"${{{{ vars.{SourcePin.RevisionName} }}}}" : $"\"{pin.Revision}\"")}}}
            steps:
              - uses: {{{Checkout}}}
                with:
                  fetch-depth: 0       # the policy in force is the merge base's
                  persist-credentials: false
              - uses: {{{SetupDotnet}}}
                with:
                  dotnet-version: 10.0.x
              - name: Build Gatehouse
                run: |
        {{{SourceSteps.Lines([.. SourceSteps.Build("\"$RUNNER_TEMP/gatehouse\""), "echo \"$source/artifacts/native\" >> \"$GITHUB_PATH\""], "          ")}}}
              # The gates follow each other in this one checkout, and the first that stops ends the job.
              # More of them are one more step: gatehouse fact add REPORT, then gatehouse gate test
              - name: Judge
                id: judge
                run: gatehouse run --comment -o "sarif=$RUNNER_TEMP/gatehouse.sarif" -o "markdown=$GITHUB_STEP_SUMMARY"
                env:
                  GITHUB_TOKEN: ${{ github.token }}
              - name: Show the findings
                if: ${{ always() && steps.judge.outcome != 'skipped' }}
                uses: {{{UploadSarif}}}
                with:
                  sarif_file: ${{ runner.temp }}/gatehouse.sarif
                  category: gatehouse

        """;
}
