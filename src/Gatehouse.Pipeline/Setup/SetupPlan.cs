using System.Collections.Immutable;
using System.Text;
using Gatehouse.Configuration;
using Gatehouse.Git;
using Gatehouse.Pipeline.Setup.Templates;
using Gatehouse.Policy;

namespace Gatehouse.Pipeline.Setup;

/// <summary>The files of one init, in the order in which they are written.</summary>
internal sealed class SetupPlan(string workTree, SetupOptions options, Detection detection, PipelineParts parts)
{
    private readonly SetupFolder _tree = new(workTree);
    private readonly List<(PlannedFile File, SetupFolder Folder, string Path, bool IsHook)> _files = [];
    private readonly List<string> _notes = [];

    private ImmutableArray<CiKind> Ci => options.Ci ?? detection.Ci;

    public void Add(GitRepository repository)
    {
        if (detection.Warning is not null)
            _notes.Add(detection.Warning);
        var policy = AddFile(PolicyInForce.FileName, PolicyTemplate.Write(detection), CommentStyle.Hash);
        if (options.InstallsHooks)
            AddHooks(repository);
        if (options.OffersPreCommit)
            AddFile(PreCommitTemplate.Path, PreCommitTemplate.Body, CommentStyle.Hash);
        AddCi();
        AddSecurity(policy);
    }

    public SetupOutcome ToOutcome() => new([.. _files.Select(planned => planned.File)], [.. _notes]);

    public SetupOutcome Write()
    {
        for (var i = 0; i < _files.Count; i++)
        {
            var (file, folder, path, isHook) = _files[i];
            if (file.After is not null && folder.Write(path, file.After, isHook) is { } problem)
                _files[i] = (file with { State = PlannedState.Refused, After = null, Reason = problem }, folder, path, isHook);
        }

        return ToOutcome();
    }

    private PlannedFile AddFile(string path, string body, CommentStyle style)
    {
        var (before, refusal) = _tree.Read(path);
        var file = refusal is not null ? new PlannedFile(path, PlannedState.Refused, null, null, refusal) : PlannedFile.Of(path, before, body, style);
        _files.Add((file, _tree, path, false));
        return file;
    }

    private void AddHooks(GitRepository repository)
    {
        var (place, elsewhere) = HookPlace.Of(repository, workTree, parts.Host);
        if (place is null)
        {
            _notes.Add("no hook was written: " + elsewhere);
            return;
        }

        var folder = new SetupFolder(place.Root);
        foreach (var (name, line, act) in (ReadOnlySpan<(string, string, string)>)[("pre-commit", HookTemplate.PreCommitLine, "commit"), ("pre-push", HookTemplate.PrePushLine, "push")])
        {
            var path = place.Folder + "/" + name;
            var shown = place.Shown + "/" + name;
            var (before, refusal) = folder.Read(path);
            var file = refusal is not null
                ? new PlannedFile(shown, PlannedState.Refused, null, null, refusal)
                : PlannedFile.OfHook(shown, before, HookTemplate.Write(line, act), line);
            _files.Add((file, folder, path, true));
        }
    }

    private void AddCi()
    {
        if (Ci.IsEmpty && options.Ci is null)
            _notes.Add("no CI was recognised, so no job was written: --ci github or --ci gitlab writes one");
        if (Ci.Contains(CiKind.GitHub))
            AddJob(GitHubTemplate.Path, pin => GitHubTemplate.Write(detection, pin));
        if (!Ci.Contains(CiKind.GitLab))
            return;
        AddJob(GitLabTemplate.Path, GitLabTemplate.Write);
        if (_tree.Read(GitLabTemplate.Root).Text is not { } root || !root.Contains(GitLabTemplate.Path, StringComparison.Ordinal))
            _notes.Add($"add to {GitLabTemplate.Root}:  include: [{{local: {GitLabTemplate.Path}}}]");
    }

    private void AddJob(string path, Func<SourcePin?, string> write)
    {
        var pin = options.Source ?? SourcePin.In(_tree.Read(path).Text);
        AddFile(path, write(pin), CommentStyle.Hash);
        if (pin is null)
            _notes.Add($"{path} takes Gatehouse's source from the variables {SourcePin.UrlName} and {SourcePin.RevisionName} of the CI: set them, or run init again with --source URL --revision COMMIT");
    }

    // Once one is there it is the maintainers' page, wherever it lies.
    private void AddSecurity(PlannedFile policyFile)
    {
        if (SecurityTemplate.Places.Skip(1).FirstOrDefault(_tree.Holds) is { } other && !_tree.Holds(SecurityTemplate.Path))
        {
            _files.Add((new PlannedFile(other, PlannedState.Kept, null, null, "it is not from gatehouse init"), _tree, other, false));
            return;
        }

        if (Policy(policyFile) is { } policy)
            AddFile(SecurityTemplate.Path, SecurityTemplate.Write(policy, [.. detection.Ci.Union(Ci)]), CommentStyle.Html);
        else
            _notes.Add($"{SecurityTemplate.Path} was not written: {PolicyInForce.FileName} is not sound, see gatehouse policy check");
    }

    private PolicyDocument? Policy(PlannedFile file)
    {
        if ((file.After ?? file.Before) is not { } text)
            return null;
        var read = ConfigurationReader.Read(Encoding.Latin1.GetBytes(text), PolicyInForce.FileName, parts.Sections);
        if (!read.IsSound)
            return null;
        var (policy, problems) = PolicyReader.Read(read, DateOnly.FromDateTime(parts.Host.Now.UtcDateTime));
        return problems.IsEmpty ? policy : null;
    }
}
