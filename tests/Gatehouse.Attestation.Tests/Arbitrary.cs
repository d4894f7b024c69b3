using System.Collections;
using System.Collections.Immutable;
using System.Reflection;
using Gatehouse.Model;

namespace Gatehouse.Attestation.Tests;

/// <summary>
/// Random values of the model by reflection, so that a member added to it tomorrow is in the round trip without anyone
/// thinking of it. Also tells where two values differ: arrays compare by identity in records.
/// </summary>
internal sealed class Arbitrary(ulong seed)
{
    private static readonly string[] Scraps =
        ["a", "ä", "€", "😀", "\"", "\\", "\0", "\u001b[31m", "\n", "/", ":", "@", "#", "?", "%2F", "{", "</script>", "\u202e", "pkg:", "", " "];

    private readonly Random _random = new(unchecked((int)(seed ^ (seed >> 32))));

    public Fact Fact(FactKind kind)
    {
        var fact = (Fact)Make(typeof(Fact), 0)!;
        return fact with { Kind = kind, Subjects = fact.Subjects.IsEmpty ? [Subject.OfCommit("1a2b")] : fact.Subjects, Predicate = Predicate(kind) };
    }

    public static string? Difference(object? left, object? right, string path = "")
    {
        if (left is null || right is null)
            return left is null && right is null ? null : $"{path}: {left ?? "null"} / {right ?? "null"}";
        if (left is string or ValueType and not IEnumerable && left.GetType() is { Namespace: "System" })
            return left.Equals(right) ? null : $"{path}: {left} / {right}";
        if (left.GetType() != right.GetType())
            return $"{path}: {left.GetType()} / {right.GetType()}";
        if (left is IEnumerable some && right is IEnumerable others)
        {
            object?[] one = [.. some.Cast<object?>()], two = [.. others.Cast<object?>()];
            return one.Length != two.Length
                ? $"{path}: {one.Length} items / {two.Length} items"
                : one.Select((item, i) => Difference(item, two[i], $"{path}[{i}]")).FirstOrDefault(found => found is not null);
        }

        if (left.GetType().IsEnum)
            return left.Equals(right) ? null : $"{path}: {left} / {right}";
        return left.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.GetIndexParameters().Length == 0)
            .Select(property => Difference(property.GetValue(left), property.GetValue(right), path + "." + property.Name))
            .FirstOrDefault(found => found is not null);
    }

    private Predicate Predicate(FactKind kind) => (Predicate)Make(
        kind switch
        {
            FactKind.Sbom => typeof(SbomPredicate),
            FactKind.TestRun => typeof(TestRunPredicate),
            FactKind.ThreatModel => typeof(ThreatModelPredicate),
            FactKind.Review => typeof(ReviewPredicate),
            FactKind.Approval => typeof(ApprovalPredicate),
            FactKind.Provenance => typeof(ProvenancePredicate),
            FactKind.Signature => typeof(SignaturePredicate),
            FactKind.Deployment => typeof(DeploymentPredicate),
            FactKind.Alerts => typeof(AlertsPredicate),
            FactKind.Acknowledgement => typeof(AcknowledgementPredicate),
            FactKind.Verdict => typeof(VerdictPredicate),
            FactKind.Request => typeof(RequestPredicate),
            FactKind.Decision => typeof(DecisionPredicate),
            FactKind.Revocation => typeof(RevocationPredicate),
            _ => typeof(ScanPredicate),
        },
        0)!;

    private object? Make(Type type, int depth)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner)
            return _random.Next(3) == 0 ? null : Make(inner, depth);
        if (type == typeof(string))
            return string.Concat(Enumerable.Range(0, _random.Next(4)).Select(_ => Scraps[_random.Next(Scraps.Length)]));
        if (type == typeof(int))
            return _random.Next(4) == 0 ? int.MaxValue : _random.Next(-5, 1000);
        if (type == typeof(long))
            return _random.Next(4) == 0 ? long.MaxValue : _random.NextInt64();
        if (type == typeof(double))
            return _random.Next(4) == 0 ? 9.8 : (_random.NextDouble() - 0.5) * Math.Pow(10, _random.Next(-20, 20));
        if (type == typeof(bool))
            return _random.Next(2) == 0;
        if (type == typeof(DateTimeOffset))
            return new DateTimeOffset(_random.NextInt64(DateTime.MinValue.Ticks, DateTime.MaxValue.Ticks), TimeSpan.Zero);
        if (type == typeof(DateOnly))
            return DateOnly.FromDayNumber(_random.Next(DateOnly.MaxValue.DayNumber));
        if (type == typeof(PackVersion))
            return new PackVersion(_random.Next(100_000), _random.Next(100));
        if (type.IsEnum)
            return Enum.GetValues(type).GetValue(_random.Next(Enum.GetValues(type).Length));
        if (type == typeof(ImmutableSortedDictionary<string, string>))
            return Enumerable.Range(0, _random.Next(3)).ToImmutableSortedDictionary(i => "k" + Make(typeof(string), depth) + i, _ => (string)Make(typeof(string), depth)!);
        if (type == typeof(Predicate))
            return new ScanPredicate();
        if (type == typeof(Fingerprint))
            return _random.Next(3) == 0 ? default : new Fingerprint((string)Make(typeof(string), depth)!, (string)Make(typeof(string), depth)!);
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>))
        {
            var item = type.GetGenericArguments()[0];
            var items = Array.CreateInstance(item, depth > 3 ? 0 : _random.Next(3));
            for (var i = 0; i < items.Length; i++)
                items.SetValue(Make(item, depth + 1), i);
            return typeof(ImmutableArray).GetMethods().Single(method => method.Name == "Create" && method.IsGenericMethod
                && method.GetParameters() is [{ ParameterType.IsArray: true }]).MakeGenericMethod(item).Invoke(null, [items]);
        }

        return Record(type, depth);
    }

    private object Record(Type type, int depth)
    {
        var nullability = new NullabilityInfoContext();
        var constructor = type.GetConstructors().OrderByDescending(one => one.GetParameters().Length).First();
        var made = constructor.Invoke([.. constructor.GetParameters().Select(parameter =>
            nullability.Create(parameter).WriteState == NullabilityState.Nullable && _random.Next(3) == 0 ? null : Make(parameter.ParameterType, depth + 1))]);
        foreach (var property in type.GetProperties().Where(property => property.CanWrite
            && !constructor.GetParameters().Any(parameter => parameter.Name == property.Name)))
        {
            var leftOut = nullability.Create(property).WriteState == NullabilityState.Nullable && (depth > 5 || _random.Next(3) == 0);
            property.SetValue(made, leftOut ? null : Make(property.PropertyType, depth + 1));
        }

        return made;
    }
}
