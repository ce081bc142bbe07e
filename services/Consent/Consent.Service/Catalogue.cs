using System.Collections.Concurrent;
using PrivacyPlatform.Consent.Notices;
using PrivacyPlatform.EventStore;

namespace PrivacyPlatform.Consent.Service;

/// <summary>
/// Looks up what an answer refers to. What was found is remembered: a purpose is never removed and a published notice never changes,
/// so it is true in every instance and for ever. What was not found is looked for again.
/// </summary>
internal sealed class Catalogue(ReadModelReader models)
{
    private readonly ConcurrentDictionary<(string Tenant, string PurposeId), byte> purposes = [];
    private readonly ConcurrentDictionary<(string Tenant, string Kind, string Version), PublishedNotice> notices = [];

    public async Task<bool> IsDefined(string tenant, string purposeId, CancellationToken ct)
    {
        if (purposes.ContainsKey((tenant, purposeId)))
        {
            return true;
        }

        var found = await models.Query(
            tenant, "SELECT 1 FROM read.purposes WHERE tenant_id = $1 AND purpose_id = $2", _ => true, [tenant, purposeId], ct);
        return found.Count > 0 && (purposes.TryAdd((tenant, purposeId), 0) || true);
    }

    /// <summary>The version that a reference names; its hash may be another one.</summary>
    public async Task<PublishedNotice?> Find(string tenant, NoticeReference reference, CancellationToken ct)
    {
        if (notices.TryGetValue((tenant, reference.Kind, reference.Version), out var known))
        {
            return known;
        }

        var found = await models.Query(
            tenant,
            "SELECT content_hash, language, url, material, summary, effective_at FROM read.notices WHERE tenant_id = $1 AND kind = $2 AND label = $3",
            row => new PublishedNotice(
                reference with { ContentHash = row.GetString(0) },
                row.GetString(1),
                row.GetString(2),
                row.GetBoolean(3),
                row.IsDBNull(4) ? null : row.GetString(4),
                row.GetFieldValue<DateTimeOffset>(5)),
            [tenant, reference.Kind, reference.Version],
            ct);
        return found.Count > 0 ? notices.GetOrAdd((tenant, reference.Kind, reference.Version), found[0]) : null;
    }
}
