using Npgsql;
using PrivacyPlatform.SubProcessors.Notices;

namespace PrivacyPlatform.SubProcessors.Service.Notices;

/// <summary>A delivery that is due.</summary>
internal sealed record DueDelivery(string Tenant, Guid NoticeId, DeliveryChannel Channel);

/// <summary>What is due over all tenants, and how far in the feed notices were made.</summary>
internal sealed class NoticeQueue(NpgsqlDataSource store)
{
    /// <summary>The longest due first.</summary>
    public async Task<IReadOnlyList<DueDelivery>> Due(DateTimeOffset now, int limit, CancellationToken ct)
    {
        await using var command = store.CreateCommand("SELECT tenant_id, notice_id, channel FROM read.notices_due WHERE due_at <= $1 ORDER BY due_at LIMIT $2");
        command.Parameters.Add(new() { Value = now.ToUniversalTime() });
        command.Parameters.Add(new() { Value = limit });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var due = new List<DueDelivery>();
        while (await reader.ReadAsync(ct))
        {
            due.Add(Read(reader));
        }

        return due;
    }

    /// <summary>The one that has been due the longest; null: none is.</summary>
    public async Task<(DueDelivery Delivery, DateTimeOffset DueAt)?> LongestDue(DateTimeOffset now, CancellationToken ct)
    {
        await using var command = store.CreateCommand("SELECT tenant_id, notice_id, channel, due_at FROM read.notices_due WHERE due_at <= $1 ORDER BY due_at, notice_id, channel LIMIT 1");
        command.Parameters.Add(new() { Value = now.ToUniversalTime() });
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct) ? (Read(reader), reader.GetFieldValue<DateTimeOffset>(3)) : null;
    }

    public async Task<long> IssuedTo(CancellationToken ct)
    {
        await using var command = store.CreateCommand("SELECT position FROM read.notices_issued_to");
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }

    /// <summary>Forward only: whoever led before may still be at it.</summary>
    public async Task IssuedTo(long position, CancellationToken ct)
    {
        await using var command = store.CreateCommand("UPDATE read.notices_issued_to SET position = $1 WHERE position < $1");
        command.Parameters.Add(new() { Value = position });
        await command.ExecuteNonQueryAsync(ct);
    }

    private static DueDelivery Read(NpgsqlDataReader row) => new(row.GetString(0), row.GetGuid(1), (DeliveryChannel)row.GetInt16(2));
}
