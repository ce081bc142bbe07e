using PrivacyPlatform.Consent.Notices;
using PrivacyPlatform.EventStore;
using static PrivacyPlatform.Consent.Notices.NoticeEvent;

namespace PrivacyPlatform.Consent.Service.Notices;

/// <summary>Every published version; a version never changes.</summary>
internal sealed class NoticesReadModel : IInlineProjection<NoticeState, NoticeEvent>
{
    public void Project(
        ReadModelWrites writes, string tenant, string key, NoticeState stateAfter, IReadOnlyList<(NoticeEvent Event, RecordedEvent Recorded)> events)
    {
        foreach (var (@event, recorded) in events)
        {
            if (@event is NoticePublished published)
            {
                writes.Add(
                    """
                    INSERT INTO read.notices (tenant_id, kind, label, content_hash, language, url, material, summary, effective_at, event_id)
                    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
                    ON CONFLICT (tenant_id, kind, label) DO UPDATE SET
                        content_hash = excluded.content_hash, language = excluded.language, url = excluded.url, material = excluded.material,
                        summary = excluded.summary, effective_at = excluded.effective_at, event_id = excluded.event_id
                    """,
                    tenant,
                    published.Kind,
                    published.Version,
                    published.ContentHash,
                    published.Language,
                    published.Url,
                    published.Material,
                    published.Summary,
                    published.EffectiveAt,
                    recorded.Id);
            }
        }
    }
}
