using NpgsqlTypes;
using Npgsql;
using PrivacyPlatform.EventStore;
using PrivacyPlatform.Kernel;

namespace PrivacyPlatform.SubProcessors.Service;

/// <summary>
/// What a stream came to, now and at every point in time at which something was recorded: a row for each, with the state as JSON. The whole history
/// of a tenant is small, and any past day costs what the present does.
/// </summary>
/// <param name="kind">The stream's type.</param>
/// <param name="rules">Folds a whole history anew.</param>
/// <param name="content">What is kept of a state, as <see cref="StateJson"/> writes it; null: nothing.</param>
/// <param name="matters">Whether an event changes what is kept.</param>
internal class StatesReadModel<TCommand, TState, TEvent>(
    string kind, Decider<TCommand, TState, TEvent> rules, Func<TState, object?> content, Func<TEvent, bool>? matters = null) : IInlineProjection<TState, TEvent>
{
    public virtual void Project(
        ReadModelWrites writes, string tenant, string key, TState stateAfter, IReadOnlyList<(TEvent Event, RecordedEvent Recorded)> events)
    {
        if (events[0].Recorded.Version == 1)
        {
            ProjectWhole(writes, tenant, key, events);
        }
        else if (matters is null || events.Any(recorded => matters(recorded.Event)))
        {
            var last = events[^1].Recorded;
            writes.Add(
                "UPDATE read.states SET recorded_until = $4 WHERE tenant_id = $1 AND kind = $2 AND key = $3 AND recorded_until IS NULL",
                tenant, kind, key, last.RecordedAt);
            Insert(writes, tenant, key, last.Version, last.RecordedAt, until: null, stateAfter);
        }
    }

    // From the first event on: a new stream, or one that is written anew. What was recorded together is one row.
    private void ProjectWhole(ReadModelWrites writes, string tenant, string key, IReadOnlyList<(TEvent Event, RecordedEvent Recorded)> events)
    {
        writes.Add("DELETE FROM read.states WHERE tenant_id = $1 AND kind = $2 AND key = $3", tenant, kind, key);
        var state = rules.Initial;
        var rows = new List<(long Version, DateTimeOffset From, TState State)>();
        foreach (var (@event, recorded) in events)
        {
            state = rules.Evolve(state, @event);
            if (matters is not null && !matters(@event))
            {
                continue;
            }

            if (rows.Count > 0 && rows[^1].From == recorded.RecordedAt)
            {
                rows.RemoveAt(rows.Count - 1);
            }

            rows.Add((recorded.Version, recorded.RecordedAt, state));
        }

        foreach (var (index, row) in rows.Index())
        {
            Insert(writes, tenant, key, row.Version, row.From, index + 1 < rows.Count ? rows[index + 1].From : null, row.State);
        }
    }

    private void Insert(ReadModelWrites writes, string tenant, string key, long version, DateTimeOffset from, DateTimeOffset? until, TState state)
    {
        if (content(state) is { } kept)
        {
            writes.Add(
                "INSERT INTO read.states (tenant_id, kind, key, version, recorded_from, recorded_until, state) VALUES ($1, $2, $3, $4, $5, $6, $7)",
                tenant,
                kind,
                key,
                version,
                from,
                new NpgsqlParameter { Value = until is { } end ? end : DBNull.Value, NpgsqlDbType = NpgsqlDbType.TimestampTz },
                new NpgsqlParameter { Value = StateJson.Write(kept), NpgsqlDbType = NpgsqlDbType.Jsonb });
        }
    }
}
