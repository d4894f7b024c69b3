using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Gatehouse.Model;

namespace Gatehouse.Policy;

/// <summary>SHA-256 over everything that a policy decides by, defaults included, in one order. A comment, a place or the order of keys changes nothing.</summary>
internal static class PolicyDigest
{
    public static string Of(PolicyDocument policy)
    {
        var text = new StringBuilder();
        List(text, "production", policy.ProductionBranches);
        foreach (var stage in Stages.All)
        {
            var of = policy.Of(stage);
            List(text, stage.ToName(), [of.Mode.ToString(), of.IsOn?.ToString() ?? "auto"]);
            List(text, "criteria", of.Criteria);
            List(text, "without", of.Without);
        }

        foreach (var (kind, age) in policy.MaxAges.OrderBy(pair => pair.Key))
            List(text, "max-age", [FactAges.Name(kind), Seconds(age)]);
        foreach (var (severity, deadline) in policy.Deadlines.OrderBy(pair => pair.Key))
            List(text, "deadline", [severity.ToLabel(), Seconds(deadline)]);
        foreach (var waiver in policy.Waivers.OrderBy(waiver => waiver.Id, StringComparer.Ordinal))
        {
            List(text, "waiver", [waiver.Id, waiver.Reason, waiver.Owner, waiver.Expires.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)], keepsOrder: true);
            List(text, "criteria", waiver.Criteria);
            List(text, "ids", waiver.Ids);
            List(text, "paths", waiver.Paths);
        }

        foreach (var key in policy.Keys.OrderBy(key => key.KeyId, StringComparer.Ordinal))
            List(text, "key " + key.KeyId, key.May);
        List(text, "licenses", policy.DeniedLicenses);
        List(text, "registries", policy.AllowedRegistries);
        List(text, "suites", policy.SecuritySuites);
        List(text, "labels", policy.HighRiskLabels);
        List(text, "paths", policy.HighRiskPaths);
        List(text, "exclude", policy.Exclude);
        foreach (var (pack, version) in policy.Packs.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            List(text, "pack", [pack, version.ToString()], keepsOrder: true);
        if (!policy.HonorsInline || !policy.HonorsIgnoreFiles)
            List(text, "ignores", [policy.HonorsInline ? "inline" : "", policy.HonorsIgnoreFiles ? "files" : ""], keepsOrder: true);
        if (policy.Extends is { } pin)
            List(text, "extends", [pin]);
        foreach (var floor in policy.Floors)
            List(text, "floor", [floor.Digest]);
        List(text, "bounds", [policy.WebHighThreshold.ToString(CultureInfo.InvariantCulture), Seconds(policy.ReleaseSbomMaxAge), policy.FailOn?.ToLabel() ?? "default"], keepsOrder: true);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    // Every part with its length, so that no two policies share a text.
    private static void List(StringBuilder text, string name, IReadOnlyCollection<string> values, bool keepsOrder = false)
    {
        text.Append(CultureInfo.InvariantCulture, $"{name}[{values.Count}]");
        foreach (var value in keepsOrder ? values.AsEnumerable() : values.Order(StringComparer.Ordinal))
            text.Append(CultureInfo.InvariantCulture, $"{value.Length}:{value}");
        text.Append('\n');
    }

    private static string Seconds(TimeSpan span) => ((long)span.TotalSeconds).ToString(CultureInfo.InvariantCulture);
}
