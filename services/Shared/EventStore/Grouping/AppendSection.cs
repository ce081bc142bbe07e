using Npgsql;
using NpgsqlTypes;

namespace PrivacyPlatform.EventStore;

/// <summary>The appends of one tenant within a commit, as one call of <c>platform.append</c>.</summary>
internal sealed class AppendSection
{
    private readonly List<Target> streams;

    /// <param name="tenant">Of all of them.</param>
    /// <param name="appends">In the order in which their events take their sequence.</param>
    /// <param name="decided">Those whose command is decided with this, for the inbox.</param>
    /// <param name="announce">Whether the events go to the outbox.</param>
    public AppendSection(string tenant, IReadOnlyList<PreparedAppend> appends, IReadOnlyList<PreparedAppend> decided, bool announce)
    {
        Appends = appends;
        streams = Targets(appends);
        Call = Statement(tenant, [.. decided.OrderBy(append => append.Envelope.CommandId)], announce);
    }

    public IReadOnlyList<PreparedAppend> Appends { get; }

    public NpgsqlBatchCommand Call { get; }

    /// <summary>Tenants in an order that is the same for everyone; within a tenant the order given.</summary>
    public static List<AppendSection> Of(IReadOnlyList<PreparedAppend> appends)
    {
        var byTenant = new SortedDictionary<string, List<PreparedAppend>>(StringComparer.Ordinal);
        foreach (var append in appends)
        {
            if (!byTenant.TryGetValue(append.Envelope.Tenant, out var list))
            {
                byTenant.Add(append.Envelope.Tenant, list = []);
            }

            list.Add(append);
        }

        return [.. byTenant.Select(tenant => new AppendSection(tenant.Key, tenant.Value, tenant.Value, announce: true))];
    }

    /// <summary>The appends whose streams are not at the expected version.</summary>
    public IEnumerable<PreparedAppend> Named(PostgresException refusal)
    {
        var positions = refusal.MessageText[(refusal.MessageText.IndexOf(':') + 1)..]
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(position => int.Parse(position) - 1);
        return positions.SelectMany(position => streams[position].Appends).Distinct();
    }

    private static List<Target> Targets(IReadOnlyList<PreparedAppend> appends)
    {
        var targets = new Dictionary<string, Target>();
        foreach (var append in appends)
        {
            foreach (var stream in append.Streams)
            {
                if (!targets.TryGetValue(stream.Stream, out var target))
                {
                    targets.Add(stream.Stream, target = new(stream.Stream, stream.StreamType, stream.ExpectedVersion));
                }
                else if (target.Reached != stream.ExpectedVersion)
                {
                    throw new ArgumentException("A stream does not go on where it was left.", nameof(appends));
                }

                target.Reached = stream.ExpectedVersion + stream.Events.Count;
                target.Time = append.LastRecordedAt;
                target.Appends.Add(append);
            }
        }

        return [.. targets.Values.OrderBy(target => target.Stream, StringComparer.Ordinal)];
    }

    private NpgsqlBatchCommand Statement(string tenant, PreparedAppend[] byCommand, bool announce)
    {
        var events = Appends.SelectMany(append => append.Events, (append, recorded) => (Append: append, Recorded: recorded)).ToArray();
        var statement = new NpgsqlBatchCommand(
            "SELECT platform.append($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23)");
        void Add<T>(NpgsqlDbType type, T value) => statement.Parameters.Add(new NpgsqlParameter<T> { NpgsqlDbType = type, TypedValue = value });
        void AddArray<TSource, T>(NpgsqlDbType type, IReadOnlyCollection<TSource> source, Func<TSource, T> value)
        {
            var values = new T[source.Count];
            var next = 0;
            foreach (var one in source)
            {
                values[next++] = value(one);
            }

            Add(NpgsqlDbType.Array | type, values);
        }

        Add(NpgsqlDbType.Varchar, tenant);

        AddArray(NpgsqlDbType.Varchar, streams, target => target.Stream);
        AddArray(NpgsqlDbType.Varchar, streams, target => target.Type);
        AddArray(NpgsqlDbType.Bigint, streams, target => target.Expected);
        AddArray(NpgsqlDbType.Bigint, streams, target => target.Reached);
        AddArray(NpgsqlDbType.TimestampTz, streams, target => target.Time);

        AddArray(NpgsqlDbType.Uuid, events, e => e.Recorded.Id);
        AddArray(NpgsqlDbType.Varchar, events, e => e.Recorded.Stream);
        AddArray(NpgsqlDbType.Bigint, events, e => e.Recorded.Version);
        AddArray(NpgsqlDbType.Varchar, events, e => e.Recorded.Type);
        AddArray(NpgsqlDbType.Jsonb, events, e => e.Recorded.Data);
        AddArray(NpgsqlDbType.Jsonb, events, e => EventHeaders.Of(e.Recorded, e.Append.Envelope.CommandId));
        AddArray(NpgsqlDbType.TimestampTz, events, e => e.Recorded.RecordedAt);
        AddArray(NpgsqlDbType.Varchar, events, e => e.Recorded.CorrelationId);
        AddArray(NpgsqlDbType.Varchar, events, e => e.Recorded.CausationId);

        AddArray(NpgsqlDbType.Uuid, byCommand, append => append.Envelope.CommandId);
        AddArray(NpgsqlDbType.Varchar, byCommand, append => append.Envelope.Actor);
        AddArray(NpgsqlDbType.TimestampTz, byCommand, append => append.Envelope.RecordedAt);
        AddArray(NpgsqlDbType.Varchar, byCommand, append => append.EventCount > 0 ? FirstOutcome.Recorded : FirstOutcome.AlreadySo);
        AddArray(NpgsqlDbType.Varchar, byCommand, append => append.Streams[0].Stream);
        AddArray(NpgsqlDbType.Bigint, byCommand, append => append.FirstVersion);
        AddArray(NpgsqlDbType.Integer, byCommand, append => append.EventCount);
        Add(NpgsqlDbType.Boolean, announce);
        return statement;
    }

    private sealed class Target(string stream, string type, long expected)
    {
        public string Stream { get; } = stream;

        public string Type { get; } = type;

        public long Expected { get; } = expected;

        public long Reached { get; set; }

        public DateTimeOffset Time { get; set; }

        public List<PreparedAppend> Appends { get; } = [];
    }
}
