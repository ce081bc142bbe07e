using Npgsql;
using NpgsqlTypes;

namespace PrivacyPlatform.Benchmarks.Store;

/// <summary>What a commit costs at all: one row with the event's JSON, inserted by a prepared statement on connections that stay open.</summary>
internal sealed class InsertFloor : IAsyncDisposable
{
    private static readonly string Body = StoreDatabase.History(1)[0].Data.Json;

    private readonly List<(NpgsqlConnection Connection, NpgsqlCommand Insert)> connections = [];
    private int ids;

    public static async Task<InsertFloor> Create(StoreDatabase database, int connections)
    {
        await database.Run("CREATE TABLE IF NOT EXISTS public.floor (id uuid PRIMARY KEY, data jsonb NOT NULL); TRUNCATE public.floor");
        var floor = new InsertFloor();
        for (var number = 0; number < connections; number++)
        {
            var connection = await database.Admin.OpenConnectionAsync();
            var insert = new NpgsqlCommand("INSERT INTO public.floor (id, data) VALUES ($1, $2)", connection)
            {
                Parameters = { new NpgsqlParameter<Guid> { NpgsqlDbType = NpgsqlDbType.Uuid }, new NpgsqlParameter<string> { NpgsqlDbType = NpgsqlDbType.Jsonb, TypedValue = Body } },
            };
            await insert.PrepareAsync();
            floor.connections.Add((connection, insert));
        }

        return floor;
    }

    public Task Insert(int caller)
    {
        var insert = connections[caller].Insert;
        ((NpgsqlParameter<Guid>)insert.Parameters[0]).TypedValue = new Guid(Interlocked.Increment(ref ids), 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 2);
        return insert.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (connection, insert) in connections)
        {
            await insert.DisposeAsync();
            await connection.DisposeAsync();
        }
    }
}
