using PrivacyPlatform.EventStore;
using PrivacyPlatform.SubProcessors.Engagements;
using PrivacyPlatform.SubProcessors.Notices;
using static PrivacyPlatform.SubProcessors.Notices.NoticeEvent;

namespace PrivacyPlatform.SubProcessors.Service.Notices;

/// <summary>Every notice, how its deliveries stand, and which of them are due.</summary>
internal sealed class NoticesReadModel : IInlineProjection<NoticeState, NoticeEvent>
{
    public void Project(
        ReadModelWrites writes, string tenant, string key, NoticeState stateAfter, IReadOnlyList<(NoticeEvent Event, RecordedEvent Recorded)> events)
    {
        if (stateAfter is not NoticeState.Issued { Notice: var notice })
        {
            return;
        }

        var id = Guid.ParseExact(key, "D");
        if (events.Any(pair => pair.Event is NoticeIssued))
        {
            AddNotice(writes, tenant, id, notice);
        }

        foreach (var delivery in notice.Deliveries)
        {
            PutDelivery(writes, tenant, id, delivery);
        }
    }

    private static void AddNotice(ReadModelWrites writes, string tenant, Guid id, Notice notice) => writes.Add(
        """
        INSERT INTO read.customer_notices (
            tenant_id, notice_id, customer_id, register_id, engagement_id, vendor_id, terms_number, in_emergency, announced_at, notice_days, object_by, issued_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
        ON CONFLICT (tenant_id, notice_id) DO UPDATE SET
            customer_id = excluded.customer_id, register_id = excluded.register_id, engagement_id = excluded.engagement_id, vendor_id = excluded.vendor_id,
            terms_number = excluded.terms_number, in_emergency = excluded.in_emergency, announced_at = excluded.announced_at,
            notice_days = excluded.notice_days, object_by = excluded.object_by, issued_at = excluded.issued_at
        """,
        tenant,
        id,
        notice.Facts.CustomerId,
        notice.Facts.RegisterId,
        notice.Facts.EngagementId,
        notice.Facts.VendorId,
        notice.Facts.TermsNumber,
        notice.Facts.Introduction == Introduction.Emergency,
        notice.Facts.AnnouncedAt,
        notice.Facts.NoticeDays,
        notice.Facts.ObjectBy,
        notice.IssuedAt);

    private static void PutDelivery(ReadModelWrites writes, string tenant, Guid id, SubProcessors.Notices.Delivery delivery)
    {
        writes.Add(
            """
            INSERT INTO read.notice_deliveries (tenant_id, notice_id, channel, status, attempts, last_result, last_at, due_at)
            VALUES ($1, $2, $3, $4, $5, $6::smallint, $7::timestamptz, $8::timestamptz)
            ON CONFLICT (tenant_id, notice_id, channel) DO UPDATE SET
                status = excluded.status, attempts = excluded.attempts, last_result = excluded.last_result, last_at = excluded.last_at, due_at = excluded.due_at
            """,
            tenant,
            id,
            (short)delivery.Channel,
            (short)delivery.Status(),
            delivery.Attempts,
            (short?)delivery.LastResult,
            delivery.LastAt,
            delivery.DueAt);
        if (delivery.DueAt is { } due)
        {
            writes.Add(
                """
                INSERT INTO read.notices_due (tenant_id, notice_id, channel, due_at) VALUES ($1, $2, $3, $4)
                ON CONFLICT (tenant_id, notice_id, channel) DO UPDATE SET due_at = excluded.due_at
                """,
                tenant,
                id,
                (short)delivery.Channel,
                due);
        }
        else
        {
            writes.Add("DELETE FROM read.notices_due WHERE tenant_id = $1 AND notice_id = $2 AND channel = $3", tenant, id, (short)delivery.Channel);
        }
    }
}
