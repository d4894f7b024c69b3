using System.Collections.Immutable;
using System.Globalization;
using Gatehouse.Configuration;
using Gatehouse.Engine;
using Gatehouse.Model;

namespace Gatehouse.Secrets;

/// <summary>Looks for credentials and possible secrets in every text file.</summary>
[Engine]
public sealed class SecretsEngine : IEngine
{
    /// <inheritdoc/>
    public string Name => "secrets";

    /// <inheritdoc/>
    public IReadOnlyList<FactKind> FactKinds { get; } = [FactKind.SecretsScan];

    /// <inheritdoc/>
    public Capabilities Needs => Capabilities.None;

    /// <inheritdoc/>
    public bool ReadsHistory => true;

    /// <inheritdoc/>
    public EngineOpening Open(EngineContext context)
    {
        var rules = new List<SecretRule>();
        var isLoweredAside = true;
        var own = new HashSet<string>(StringComparer.Ordinal);
        if (context.RulePacks.TryGetValue(RulePack.Name, out var pack))
            rules.AddRange(RulePack.Read(pack));
        if (context.Section is ConfigurationValue section)
        {
            var settings = SecretsSection.Read(section);
            if (settings.Problems.Count > 0)
                return new EngineOpening(null, settings.Problems[0].ToString());
            var builtIn = rules.Select(rule => rule.Id).ToHashSet(StringComparer.Ordinal);
            if (settings.Disabled.FirstOrDefault(id => !builtIn.Contains(id)) is { } unknown)
                return new EngineOpening(null, $"secrets.disable names \"{unknown}\", and no built-in rule has that id (gatehouse rules list)");
            var disabled = settings.Disabled.ToHashSet(StringComparer.Ordinal);
            rules.RemoveAll(rule => disabled.Contains(rule.Id));
            if (settings.Rules.FirstOrDefault(rule => builtIn.Contains(rule.Id) && !disabled.Contains(rule.Id)) is { } taken)
                return new EngineOpening(null, $"secrets.rules has an own rule \"{taken.Id}\", which is a built-in rule's id: give it another, or disable the built-in one");
            rules.AddRange(settings.Rules);
            own.UnionWith(settings.Rules.Select(rule => rule.Id));
            isLoweredAside = settings.IsLoweredAside;
        }

        return rules.Count == 0
            ? new EngineOpening(null, "there is no secrets rule: every one is disabled")
            : new EngineOpening(new Session([.. rules.OrderBy(rule => rule.Id, StringComparer.Ordinal)], rule => isLoweredAside && !own.Contains(rule.Id), DateOnly.FromDateTime(context.Now.UtcDateTime), SecretTags.Of(context.SecretKey)));
    }

    /// <inheritdoc/>
    public IReadOnlyList<EngineCase> Cases(EngineContext context)
    {
        var rules = new List<SecretRule>();
        if (context.RulePacks.TryGetValue(RulePack.Name, out var pack))
            rules.AddRange(RulePack.Read(pack));
        if (context.Section is not ConfigurationValue section)
            return SecretCases.Of(rules, ImmutableHashSet<string>.Empty, []);
        var settings = SecretsSection.Read(section);
        return SecretCases.Of(rules, settings.Disabled.ToImmutableHashSet(StringComparer.Ordinal), settings.Rules);
    }

    private sealed class Session(ImmutableArray<SecretRule> rules, Func<SecretRule, bool> isLoweredAside, DateOnly today, SecretTags? tags) : IEngineSession
    {
        // Raised when what the engine makes of the same rules changes: notes of another number are not used.
        private const int NoteVersion = 7;

        private readonly CompiledRules _rules = new(rules);

        public string Digest => string.Create(CultureInfo.InvariantCulture, $"secrets/{NoteVersion}/{_rules.Digest}/{tags?.Id}");

        public bool Wants(in FileCandidate file) => file.Size != 0;

        public IFileReader CreateReader() => new Reader(_rules, tags);

        public Conclusion Conclude(NoteSet notes, IProjectReader reader, CancellationToken cancellation)
        {
            var findings = ImmutableArray.CreateBuilder<Finding>();
            foreach (var note in notes.Notes)
            {
                for (var offset = 0; offset + SecretNote.Size <= note.Bytes.Length; offset += SecretNote.Size)
                {
                    var match = SecretNote.Read(note.Bytes.Span[offset..]);
                    var rule = _rules.Rules[match.Rule];
                    findings.Add(SecretFinding.Of(rule, note.Path, match, isLoweredAside(rule), today) with { Introduced = note.Introduced, SecretTag = tags?.Text(match.Tag) });
                }
            }

            return new Conclusion([new ScanResult(FactKind.SecretsScan, new ScanPredicate { Findings = findings.ToImmutable(), Judged = notes.FilesJudged })], []);
        }

        public void Dispose()
        {
        }
    }

    private sealed class Reader : IDerivingReader
    {
        private readonly CompiledRules _rules;
        private readonly SecretTags? _tags;
        private readonly SecretScanner _scanner;
        private readonly DerivedScanner _derived;

        public Reader(CompiledRules rules, SecretTags? tags)
        {
            (_rules, _tags) = (rules, tags);
            _scanner = new SecretScanner(rules);
            _derived = new DerivedScanner(rules, _scanner);
        }

        public void Read(in FileContent file, NoteWriter note) => Write(_scanner.Scan(file.Path, file.Bytes), file, note);

        public object? Read(in FileContent file, in Derivation derivation, NoteWriter note)
        {
            var (matches, state) = _derived.Scan(file.Path, file.Bytes, derivation);
            Write(matches, file, note);
            if (state is null || derivation.WantsState)
                return state;
            _derived.Release(state);
            return null;
        }

        public void Release(object state) => _derived.Release((ScanState)state);

        public void Dispose()
        {
        }

        private void Write(IReadOnlyList<SecretMatch> matches, in FileContent file, NoteWriter note)
        {
            if (matches.Count == 0)
                return;
            var places = new TextPlaces(file.Bytes);
            foreach (var match in matches)
            {
                var region = places.Region(match.Start, match.End);
                var rule = _rules.Rules[match.Rule];
                var fingerprint = SecretFingerprint.Of(rule, file.Bytes, match.Start, match.End);
                var tag = _tags?.Tag(file.Bytes[match.Start..match.End]) ?? 0;
                new SecretNote(match.Rule, region, match.End - match.Start, match.IsProven, SecretName.IsOfTest(file.Bytes, match.Start) || SampleText.Holds(file.Bytes, match.Start), rule.Ends is null ? 0 : SecretEnd.Find(file.Bytes, match.Start, match.End, rule.Ends), fingerprint, tag).Write(note);
            }
        }
    }
}
