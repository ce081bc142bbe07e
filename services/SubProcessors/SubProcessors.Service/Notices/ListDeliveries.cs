using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Npgsql;
using PrivacyPlatform.ServiceDefaults;

namespace PrivacyPlatform.SubProcessors.Service.Notices;

internal sealed partial class NoticesGrpc
{
    private const int MostListed = 1000;

    [Authorize(Roles = Readers)]
    public override async Task<V1.ListDeliveriesResponse> ListDeliveries(V1.ListDeliveriesRequest request, ServerCallContext context)
    {
        var tenant = context.Caller().Tenant;
        var notices = await models.Query(
            tenant,
            """
            SELECT notice_id, customer_id, register_id, engagement_id, vendor_id, terms_number, in_emergency, announced_at, notice_days, object_by, issued_at
            FROM read.customer_notices n
            WHERE tenant_id = $1 AND ($2 = '' OR customer_id = $2) AND ($3 = '' OR register_id = $3) AND ($4 = '' OR engagement_id = $4)
                AND ($5 = 0 OR EXISTS (
                    SELECT FROM read.notice_deliveries d WHERE d.tenant_id = n.tenant_id AND d.notice_id = n.notice_id AND d.status = $5))
            ORDER BY announced_at DESC, notice_id
            LIMIT $6
            """,
            ReadNotice,
            [tenant, request.CustomerId, request.RegisterId, request.EngagementId, (short)request.Status, MostListed],
            context.CancellationToken);
        var byId = notices.ToDictionary(notice => Guid.ParseExact(notice.NoticeId, "D"));
        var deliveries = await models.Query(
            tenant,
            """
            SELECT notice_id, channel, status, attempts, last_result, last_at, due_at FROM read.notice_deliveries
            WHERE tenant_id = $1 AND notice_id = ANY ($2) ORDER BY notice_id, channel
            """,
            row => (NoticeId: row.GetGuid(0), Delivery: ReadDelivery(row)),
            [tenant, byId.Keys.ToArray()],
            context.CancellationToken);
        foreach (var (id, delivery) in deliveries)
        {
            byId[id].Deliveries.Add(delivery);
        }

        return new() { Notices = { notices } };
    }

    private static V1.NoticeDelivery ReadNotice(NpgsqlDataReader row) => new()
    {
        NoticeId = row.GetGuid(0).ToString("D"),
        CustomerId = row.GetString(1),
        RegisterId = row.GetString(2),
        EngagementId = row.GetString(3),
        VendorId = row.GetString(4),
        TermsNumber = row.GetInt32(5),
        InEmergency = row.GetBoolean(6),
        AnnouncedAt = TimeAt(row, 7),
        NoticeDays = row.GetInt32(8),
        ObjectBy = TimeAt(row, 9),
        IssuedAt = TimeAt(row, 10),
    };

    private static V1.ChannelDelivery ReadDelivery(NpgsqlDataReader row) => new()
    {
        Channel = (V1.DeliveryChannel)row.GetInt16(1),
        Status = (V1.DeliveryStatus)row.GetInt16(2),
        Attempts = row.GetInt32(3),
        LastResult = row.IsDBNull(4) ? V1.DeliveryResult.Unspecified : (V1.DeliveryResult)row.GetInt16(4),
        LastAt = TimeAt(row, 5),
        DueAt = TimeAt(row, 6),
    };

    private static Timestamp? TimeAt(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<DateTimeOffset>(column).ToTimestamp();
}
