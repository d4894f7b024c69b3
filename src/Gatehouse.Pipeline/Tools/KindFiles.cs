using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text;
using Gatehouse.Engine;
using Gatehouse.Host;
using Gatehouse.Model;
using Gatehouse.Pipeline.Setup;
using Gatehouse.Text;

namespace Gatehouse.Pipeline.Tools;

/// <summary>
/// What of a tree a scan of some kind would judge, whoever scans: manifests and lock files of every ecosystem, code of every
/// language, configuration. Asked only where a tool found nothing of its own, since then the tree must tell whether there is
/// something that nobody judged. The tree is listed once.
/// </summary>
internal sealed class KindFiles(string root, IReadOnlyList<string> exclude, HostEnvironment host, CancellationToken cancellation)
{
    private const int MostNamed = 20;

    // Statements of what a project is built from. One that a tool cannot use (package.json without a lock file) is told as well.
    private static readonly string[] Dependencies =
    [
        "package.json", "package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml", "bun.lock", "bun.lockb", "deno.lock",
        "requirements*.txt", "constraints*.txt", "pyproject.toml", "poetry.lock", "uv.lock", "pdm.lock", "pylock*.toml", "Pipfile", "Pipfile.lock", "setup.py", "setup.cfg", "environment.yml", "environment.yaml",
        "Cargo.toml", "Cargo.lock", "go.mod", "pom.xml", "build.gradle", "build.gradle.kts", "gradle.lockfile", "libs.versions.toml", "build.sbt", "deps.edn", "project.clj",
        "Gemfile", "Gemfile.lock", "*.gemspec", "composer.json", "composer.lock", "*.csproj", "*.fsproj", "*.vbproj", "packages.config", "packages.lock.json", "Directory.Packages.props",
        "pubspec.yaml", "pubspec.lock", "Package.swift", "Package.resolved", "Podfile", "Podfile.lock", "Cartfile", "mix.exs", "mix.lock", "rebar.config", "rebar.lock",
        "conanfile.txt", "conanfile.py", "conan.lock", "vcpkg.json", "*.cabal", "stack.yaml", "renv.lock", "DESCRIPTION", "Manifest.toml", "cpanfile", "*.jar", "*.war", "*.ear",
    ];

    private static readonly string[] MoreCode =
        ["*.ksh", "*.dash", "*.pl", "*.pm", "*.lua", "*.scala", "*.groovy", "*.clj", "*.ex", "*.exs", "*.erl", "*.hs", "*.dart", "*.m", "*.mm", "*.fs", "*.vb", "*.ps1", "*.psm1", "*.sol", "*.vue", "*.svelte", "*.jsp", "*.aspx", "*.r", "*.jl", "*.zig", "*.nim", "*.cts", "*.pyw"];

    private static readonly string[] Configuration =
    [
        "Dockerfile", "Dockerfile.*", "*.Dockerfile", "*.dockerfile", "Containerfile", "docker-compose*.yml", "docker-compose*.yaml", "compose.yml", "compose.yaml",
        "*.tf", "*.tf.json", "*.tofu", "*.bicep", "Chart.yaml", "kustomization.yaml", "kustomization.yml", "serverless.yml", "serverless.yaml", "Pulumi.yaml",
    ];

    private static readonly ImmutableDictionary<FactKind, ImmutableArray<Glob>> Names = new Dictionary<FactKind, ImmutableArray<Glob>>
    {
        [FactKind.VulnerabilityScan] = Globs(Dependencies),
        [FactKind.LicenseScan] = Globs(Dependencies),
        [FactKind.CodeScan] = Globs([.. Language.Code.SelectMany(language => language.Endings).Select(ending => "*" + ending), .. MoreCode]),
        [FactKind.ConfigurationScan] = Globs(Configuration),
    }.ToImmutableDictionary();

    private readonly Lazy<ImmutableDictionary<FactKind, ImmutableArray<string>>> _files = new(() => List(root, exclude, host, cancellation));

    /// <summary>Sorted relative paths, the first of them; none for a kind of which names do not tell.</summary>
    public ImmutableArray<string> Of(FactKind kind) => Names.ContainsKey(kind) ? _files.Value[kind] : [];

    private static ImmutableArray<Glob> Globs(IEnumerable<string> patterns) => [.. patterns.Select(pattern => Glob.TryParse(pattern, out _)!)];

    private static ImmutableDictionary<FactKind, ImmutableArray<string>> List(string root, IReadOnlyList<string> exclude, HostEnvironment host, CancellationToken cancellation)
    {
        using var source = new WorkingTreeSource(root, host.Variables);
        var visitor = new Visitor();
        source.Visit(visitor, new SourceOptions { Jobs = 1, Exclude = exclude }, cancellation);
        return Names.Keys.ToImmutableDictionary(kind => kind, kind => visitor.Found[kind].Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Take(MostNamed).ToImmutableArray());
    }

    private sealed class Visitor : IFileVisitor
    {
        public ImmutableDictionary<FactKind, ConcurrentBag<string>> Found { get; } = Names.Keys.ToImmutableDictionary(kind => kind, kind => new ConcurrentBag<string>());

        public FileWorker CreateWorker() => new Worker(Found);
    }

    private sealed class Worker(ImmutableDictionary<FactKind, ConcurrentBag<string>> found) : FileWorker
    {
        public override bool Wants(in SourceFile file, out ContentId known)
        {
            known = default;
            foreach (var (kind, globs) in Names)
            {
                foreach (var glob in globs)
                {
                    if (!glob.IsMatch(file.Path))
                        continue;
                    found[kind].Add(Encoding.UTF8.GetString(file.Path));
                    break;
                }
            }

            // Of a manifest of Kubernetes, or a template of CloudFormation, the name does not tell.
            return file.Path.EndsWith(".yaml"u8) || file.Path.EndsWith(".yml"u8);
        }

        public override void Read(in SourceFile file, ReadOnlySpan<byte> bytes, in ContentId id)
        {
            if ((HasLine(bytes, "apiVersion:"u8) && HasLine(bytes, "kind:"u8)) || HasLine(bytes, "AWSTemplateFormatVersion:"u8))
                found[FactKind.ConfigurationScan].Add(Encoding.UTF8.GetString(file.Path));
        }

        public override void Skipped(in SourceFile file, string reason, in ContentId id)
        {
            // No text is no manifest.
        }

        public override void Unread(in SourceFile file, string reason)
        {
            // Our own engines say so of the same file.
        }

        private static bool HasLine(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> beginning)
        {
            for (var at = 0; bytes[at..].IndexOf(beginning) is var next and >= 0; at += next + beginning.Length)
            {
                if (at + next == 0 || bytes[at + next - 1] == '\n')
                    return true;
            }

            return false;
        }
    }
}
