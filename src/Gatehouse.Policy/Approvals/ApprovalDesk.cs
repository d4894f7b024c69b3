using System.Collections.Immutable;
using Gatehouse.Model;

namespace Gatehouse.Policy;

/// <summary>What is said at once to a person who states something that no gate would take.</summary>
public static class ApprovalDesk
{
    /// <summary>Why this person may not answer the request; null where they may.</summary>
    public static string? WhyNotAnswer(ApprovalEntry request, string by)
    {
        if (request.RequestedBy is { } asker && Persons.Same(asker, by))
            return $"{by} asked for it, and nobody answers their own request: someone else must";
        return request.State switch
        {
            ApprovalState.Requested or ApprovalState.Granted => null,
            ApprovalState.Withdrawn => $"the request was {request.Why}",
            ApprovalState.Refused => $"the request was refused {request.Why}. Ask anew with gatehouse approval request",
            ApprovalState.Expired => "the request's last day has gone. Ask anew with gatehouse approval request",
            _ => request.Why,
        };
    }

    /// <summary>Why this person may not approve the change; null where they may, or nobody knows whose it is.</summary>
    public static string? WhyNotApprove(IEnumerable<string> authors, string by) =>
        authors.Any(author => Persons.Same(author, by)) ? $"{by} wrote the change, and a gate does not count an author's own approval: someone else must approve it" : null;

    /// <summary>What is to be said of the key that signs: in CI only one that the policy names for approvals is believed. Null where it is one.</summary>
    public static string? KeyWarning(PolicyDocument policy, string? keyId)
    {
        if (keyId is null)
            return "it is unsigned: taken at a desk, and never believed in CI (sign it with --key FILE, whose public half the policy names)";
        var key = policy.Keys.FirstOrDefault(known => known.KeyId == keyId);
        if (key is null)
            return $"the policy in force names no key {keyId[..Math.Min(12, keyId.Length)]}: CI does not believe it until keys: in gatehouse.yaml does, with may: [approval]";
        return key.May.Contains("approval") ? null : $"the policy lets the key of {key.Name} state {string.Join(", ", key.May)}, and no approval: CI does not believe it";
    }

    /// <summary>The one entry whose id begins so; or a sentence.</summary>
    public static (ApprovalEntry? Entry, string? Problem) Find(ImmutableArray<ApprovalEntry> entries, string id, params ReadOnlySpan<ApprovalKind> kinds)
    {
        var wanted = kinds.ToArray();
        if (id.Length < 6)
            return (null, $"{id}: at least six characters of an id are wanted; gatehouse approval list shows them");
        var found = entries.Where(entry => entry.Kind != ApprovalKind.Waiver && entry.Id.StartsWith(id, StringComparison.Ordinal)).ToList();
        return found switch
        {
            [] => (null, $"{id}: nothing in this dossier has that id; gatehouse approval list shows what is there"),
            [var one] when wanted.Contains(one.Kind) => (one, null),
            [var one] => (null, $"{id}: this is {ApprovalWords.Of(one.Kind)}, which it cannot be done to"),
            _ => (null, $"{id}: {found.Count} ids begin so; write more of it"),
        };
    }
}

/// <summary>The words of the register.</summary>
public static class ApprovalWords
{
    /// <summary>A kind: <c>waiver-request</c>.</summary>
    public static string Of(ApprovalKind kind) => kind switch
    {
        ApprovalKind.ApprovalRequest => "approval-request",
        ApprovalKind.WaiverRequest => "waiver-request",
        ApprovalKind.Approval => "approval",
        ApprovalKind.Review => "review",
        ApprovalKind.Revocation => "revocation",
        ApprovalKind.Waiver => "waiver",
    };

    /// <summary>A state: <c>in-force</c>.</summary>
    public static string Of(ApprovalState state) => state switch
    {
        ApprovalState.Requested => "requested",
        ApprovalState.Granted => "granted",
        ApprovalState.Refused => "refused",
        ApprovalState.Withdrawn => "withdrawn",
        ApprovalState.InForce => "in-force",
        ApprovalState.Expiring => "expiring",
        ApprovalState.Expired => "expired",
        ApprovalState.Revoked => "revoked",
        ApprovalState.NotBelieved => "not-believed",
    };
}
