using Npgsql;
using PrivacyPlatform.EventStore;
using PrivacyPlatform.SubProcessors.Notices;

namespace PrivacyPlatform.SubProcessors.Service.Notices;

/// <summary>A delivery that is due.</summary>
internal sealed record DueDelivery(string Tenant, Guid NoticeId, DeliveryChannel Channel);

/// <summary>What is due over all tenants, and how far in the feed notices were made.</summary>
internal sealed class NoticeQueue(NpgsqlDataSource store)
{
    /// <summary>The longest due first.</summary>
    public Task<IReadOnlyList<DueDelivery>> Due(DateTimeOffset now, int limit, CancellationToken ct) =>
        store.Query("SELECT tenant_id, notice_id, channel FROM read.notices_due WHERE due_at <= $1 ORDER BY due_at LIMIT $2", Read, ct, now.ToUniversalTime(), limit);

    /// <summary>The one that has been due the longest; null: none is.</summary>
    public async Task<(DueDelivery Delivery, DateTimeOffset DueAt)?> LongestDue(DateTimeOffset now, CancellationToken ct) => (await store.Query(
        "SELECT tenant_id, notice_id, channel, due_at FROM read.notices_due WHERE due_at <= $1 ORDER BY due_at, notice_id, channel LIMIT 1",
        row => ((DueDelivery, DateTimeOffset)?)(Read(row), row.GetFieldValue<DateTimeOffset>(3)),
        ct,
        now.ToUniversalTime())).SingleOrDefault();

    public Task<long> IssuedTo(CancellationToken ct) => store.Ask<long>("SELECT position FROM read.notices_issued_to", ct);

    /// <summary>Forward only: whoever led before may still be at it.</summary>
    public Task IssuedTo(long position, CancellationToken ct) => store.Run("UPDATE read.notices_issued_to SET position = $1 WHERE position < $1", ct, position);

    private static DueDelivery Read(NpgsqlDataReader row) => new(row.GetString(0), row.GetGuid(1), (DeliveryChannel)row.GetInt16(2));
}
