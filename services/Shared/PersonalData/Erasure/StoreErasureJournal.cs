using PrivacyPlatform.EventStore;
using StreamReader = PrivacyPlatform.EventStore.StreamReader;

namespace PrivacyPlatform.PersonalData;

/// <summary>The journal as events of the service's own store: each erasure a stream, covered by the evidence log like any other.</summary>
internal sealed class StoreErasureJournal(CommandExecutor executor, StreamReader streams, ReadModelReader store, TimeProvider clock) : IErasureJournal
{
    public async Task<ErasureEntry?> Find(string tenant, Guid erasureId, CancellationToken ct = default) =>
        Entry((await streams.Fold(ErasureEvent.Stream, tenant, Key(erasureId), ct: ct)).State);

    public async Task<ErasureOrder> Order(ErasureOrder order, CancellationToken ct = default)
    {
        await Execute(order, new ErasureCommand.Order(order), "order", order.OrderedAt, ct);
        return (await Find(order.Tenant, order.ErasureId, ct))!.Order;
    }

    public Task Record(ErasureCertificate certificate, CancellationToken ct = default) =>
        Execute(certificate.Order(), new ErasureCommand.Record(certificate), "record", certificate.ShreddedAt, ct);

    public async Task<IReadOnlyList<ErasureEntry>> Read(string tenant, CancellationToken ct = default)
    {
        // By the index on (type, seq_id): as cheap as there are erasures, however many events there are.
        var events = await store.Query(
            tenant,
            $"SELECT {EventRow.Columns} FROM events.mt_events e WHERE e.tenant_id = $1 AND e.type = ANY ($2) ORDER BY e.seq_id",
            EventRow.Read,
            [tenant, ErasureEvent.Types.Mapped.Keys.Select(mapped => mapped.Name).Distinct(StringComparer.Ordinal).ToArray()],
            ct);
        return [.. events
            .GroupBy(recorded => recorded.Stream)
            .Select(stream => Entry(ErasureDecider.Decider.Fold(stream.OrderBy(recorded => recorded.Version).Select(ErasureEvent.Types.Read)))!)];
    }

    private static string Key(Guid erasureId) => erasureId.ToString("N");

    private static ErasureEntry? Entry(ErasureState state) => state switch
    {
        ErasureState.Ordered(var order) => new(order, null),
        ErasureState.Shredded(var order, var certificate) => new(order, certificate),
        _ => null,
    };

    private async Task Execute(ErasureOrder order, ErasureCommand command, string step, DateTimeOffset occurredAt, CancellationToken ct)
    {
        var outcome = await executor.Execute(
            ErasureEvent.Stream,
            Key(order.ErasureId),
            command,
            new()
            {
                CommandId = DerivedId.Of(step, order.Tenant, order.ErasureId),
                Tenant = order.Tenant,
                Actor = order.By,
                OccurredAt = occurredAt,
                RecordedAt = clock.GetUtcNow(),
                CausationId = order.ErasureId.ToString("D"),
            },
            ct);
        if (outcome is Outcome.Refused(var refusal))
        {
            throw new InvalidOperationException(refusal.Message);
        }
    }
}
