using Npgsql;
using PrivacyPlatform.Following;
using PrivacyPlatform.Testing.Postgres;

namespace PrivacyPlatform.Feed.Tests;

/// <summary>What a product team keeps, as the interface asks for it: id, effect and place in one transaction. A double would be seen, since nothing here is unique but ids.</summary>
internal sealed class TeamDatabase : IFollowerMemory, IAsyncDisposable
{
    private readonly TestDatabase database;
    private readonly NpgsqlDataSource source;

    private TeamDatabase(TestDatabase database) => (this.database, source) = (database, NpgsqlDataSource.Create(database.Owner));

    /// <summary>Where a test may end this life: just before (false) and just after (true) something new is committed, with its place, if it has one.</summary>
    public Func<bool, FollowerPlace?, CancellationToken, Task> At { get; set; } = (_, _, _) => Task.CompletedTask;

    public static async Task<TeamDatabase> Create()
    {
        var created = new TeamDatabase(await TestDatabase.Create());
        await using var command = created.source.CreateCommand("""
            CREATE TABLE heard (id text PRIMARY KEY);
            CREATE TABLE effect (ordinal bigserial, stream text NOT NULL, version bigint NOT NULL);
            CREATE TABLE place (position bigint NOT NULL, event_id text NOT NULL, caught_up boolean NOT NULL);
            INSERT INTO place VALUES (0, '', false)
            """);
        await command.ExecuteNonQueryAsync();
        return created;
    }

    public async Task<FollowerPlace> Read(CancellationToken ct)
    {
        await using var command = source.CreateCommand("SELECT position, event_id, caught_up FROM place");
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        return new(reader.GetInt64(0), reader.GetString(1), reader.GetBoolean(2));
    }

    public async Task<bool> TakeIn(HeardMessage message, FollowerPlace? place, CancellationToken ct)
    {
        var defined = Consent.V1.PurposeDefined.Parser.ParseJson(message.Body);
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using var command = new NpgsqlCommand(
            "WITH new AS (INSERT INTO heard VALUES ($1) ON CONFLICT DO NOTHING RETURNING id) INSERT INTO effect (stream, version) SELECT $2, $3 FROM new",
            connection, transaction)
        {
            Parameters = { new() { Value = message.Id }, new() { Value = defined.PurposeId }, new() { Value = defined.Version } },
        };
        var isNew = await command.ExecuteNonQueryAsync(ct) == 1;
        if (place is not null)
        {
            await Move(place, connection, transaction, ct);
        }

        if (isNew)
        {
            await At(false, place, ct);
        }

        await transaction.CommitAsync(ct);
        if (isNew)
        {
            await At(true, place, ct);
        }

        return isNew;
    }

    public async Task Reach(FollowerPlace place, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        await Move(place, connection, transaction: null, ct);
    }

    /// <summary>By stream, the versions in the order in which they had their effect.</summary>
    public async Task<IReadOnlyDictionary<string, long[]>> Effects()
    {
        await using var command = source.CreateCommand("SELECT stream, array_agg(version ORDER BY ordinal) FROM effect GROUP BY stream");
        await using var reader = await command.ExecuteReaderAsync();
        var effects = new Dictionary<string, long[]>(StringComparer.Ordinal);
        while (await reader.ReadAsync())
        {
            effects.Add(reader.GetString(0), reader.GetFieldValue<long[]>(1));
        }

        return effects;
    }

    public async ValueTask DisposeAsync()
    {
        await source.DisposeAsync();
        await database.DisposeAsync();
    }

    private static async Task Move(FollowerPlace place, NpgsqlConnection connection, NpgsqlTransaction? transaction, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("UPDATE place SET position = $1, event_id = $2, caught_up = $3", connection, transaction)
        {
            Parameters = { new() { Value = place.Position }, new() { Value = place.EventId }, new() { Value = place.CaughtUp } },
        };
        await command.ExecuteNonQueryAsync(ct);
    }
}
