using Npgsql;

namespace PrivacyPlatform.EventStore.Tests;

/// <summary>The tables that Marten 9.29 makes with string identity, conjoined tenancy, correlation, causation and headers: Marten's check minds every difference.</summary>
public sealed class MartenFormatTests(StoreFixture store) : IClassFixture<StoreFixture>
{
    [Fact]
    public async Task Streams_have_Martens_columns() => (await Columns("mt_streams")).ShouldBe(
        [
            "created timestamp with time zone not null default now()",
            "id character varying not null",
            "is_archived boolean default false",
            "tenant_id character varying not null default '*DEFAULT*'::character varying",
            "timestamp timestamp with time zone not null default now()",
            "type character varying",
            "version bigint",
        ]);

    [Fact]
    public async Task Events_have_Martens_columns() => (await Columns("mt_events")).ShouldBe(
        [
            "bdata bytea",
            "causation_id character varying",
            "correlation_id character varying",
            "data jsonb not null",
            "headers jsonb",
            "id uuid not null",
            "is_archived boolean default false",
            "mt_dotnet_type character varying",
            "seq_id bigint not null default nextval('events.mt_events_sequence'::regclass)",
            "stream_id character varying",
            "tenant_id character varying default '*DEFAULT*'::character varying",
            "timestamp timestamp with time zone not null default now()",
            "type character varying(500) not null",
            "version bigint not null",
        ]);

    [Fact]
    public async Task Progression_has_Martens_columns() => (await Columns("mt_event_progression")).ShouldBe(
        [
            "last_seq_id bigint",
            "last_updated timestamp with time zone default transaction_timestamp()",
            "name character varying not null",
        ]);

    [Fact]
    public async Task There_are_Martens_indexes_and_no_other() => (await Rows(
        "SELECT indexdef FROM pg_indexes WHERE schemaname = 'events' ORDER BY indexname COLLATE \"C\"")).ShouldBe(
        [
            "CREATE UNIQUE INDEX idx_mt_events_event_id ON events.mt_events USING btree (id)",
            "CREATE INDEX idx_mt_events_event_type_seq_id ON events.mt_events USING btree (type, seq_id)",
            "CREATE UNIQUE INDEX pk_mt_event_progression ON events.mt_event_progression USING btree (name)",
            "CREATE UNIQUE INDEX pk_mt_events_stream_and_version ON events.mt_events USING btree (tenant_id, stream_id, version)",
            "CREATE UNIQUE INDEX pkey_mt_events_seq_id ON events.mt_events USING btree (seq_id)",
            "CREATE UNIQUE INDEX pkey_mt_streams_tenant_id_id ON events.mt_streams USING btree (tenant_id, id)",
        ]);

    [Fact]
    public async Task There_are_Martens_keys_and_no_other_constraint() => (await Rows(
        """
        SELECT conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
        WHERE connamespace = 'events'::regnamespace AND contype <> 'n' ORDER BY conname COLLATE "C"
        """)).ShouldBe(
        [
            "fkey_mt_events_stream_id_tenant_id FOREIGN KEY (tenant_id, stream_id) REFERENCES events.mt_streams(tenant_id, id)",
            "pk_mt_event_progression PRIMARY KEY (name)",
            "pkey_mt_events_seq_id PRIMARY KEY (seq_id)",
            "pkey_mt_streams_tenant_id_id PRIMARY KEY (tenant_id, id)",
        ]);

    [Fact]
    public async Task The_sequence_belongs_to_the_events() =>
        (await store.Ask<string>("SELECT pg_get_serial_sequence('events.mt_events', 'seq_id')")).ShouldBe("events.mt_events_sequence");

    private Task<IReadOnlyList<string>> Columns(string table) => Rows(
        """
        SELECT concat_ws(' ', a.attname, format_type(a.atttypid, a.atttypmod), CASE WHEN a.attnotnull THEN 'not null' END,
            'default ' || pg_get_expr(d.adbin, d.adrelid))
        FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
        WHERE a.attrelid = $1::regclass AND a.attnum > 0 AND NOT a.attisdropped
        ORDER BY a.attname COLLATE "C"
        """,
        $"events.{table}");

    private async Task<IReadOnlyList<string>> Rows(string sql, params string[] values)
    {
        await using var admin = NpgsqlDataSource.Create(store.Database.Admin);
        await using var command = admin.CreateCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(new() { Value = value });
        }

        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
        {
            rows.Add(reader.GetString(0));
        }

        return rows;
    }
}
