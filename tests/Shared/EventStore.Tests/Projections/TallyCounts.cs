namespace PrivacyPlatform.EventStore.Tests.Projections;

/// <summary>Sums up each tally. The digest is over all its events in the order in which they came: one too many, too few or out of order changes it.</summary>
internal sealed class TallyCounts : EventProjection
{
    public TallyCounts(EventTypes<Tally.Event>? types = null, int version = 1)
        : base("tally-counts", version) =>
        On("tally", types ?? Tally.Events, Count);

    private static void Count(ProjectionWrites writes, Tally.Event @event, RecordedEvent recorded)
    {
        var amount = @event is Tally.Added added ? added.Amount : 0;
        writes.Add(
            $"""
            INSERT INTO {writes.Table("tally_counts")} AS c (tenant_id, key, total, digest) VALUES ($1, $2, $3, md5($4))
            ON CONFLICT (tenant_id, key) DO UPDATE SET total = c.total + excluded.total, digest = md5(c.digest || $4)
            """,
            recorded.Tenant,
            recorded.Stream,
            (long)amount,
            $"{recorded.Version}:{recorded.Type}:{amount}");
    }
}
