using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Npgsql;
using PrivacyPlatform.Chaos.Tests.Wire;

namespace PrivacyPlatform.Chaos.Tests;

/// <summary>One kill under load: holds a connection at the cell's point, kills the victim, lets it come back, and counts.</summary>
internal sealed class Trial(ChaosSystem system, Cell cell, int seed)
{
    /// <summary>So many more commands are acknowledged after the kill.</summary>
    private const int Afterwards = 30;

    private string Prefix => string.Create(CultureInfo.InvariantCulture, $"{cell.Name.Replace('@', '.')}.{seed}");

    public async Task<Counts> Run()
    {
        // Of the cell, too: a command id must not come again with the same seed of another cell.
        var random = new Random(BinaryPrimitives.ReadInt32BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(Prefix))));
        await system.Ready();
        var leader = await system.Leader("relay:consent");
        var wire = new Tripwire(cell.Hold, cell.Matches, nth: random.Next(1, 12));
        await using var load = new Load(system, Prefix, random);
        foreach (var instance in system.Instances)
        {
            instance.Watch = cell.AtStandby && instance == leader ? null : wire;
        }

        await await Task.WhenAny(wire.Tripped, load.Ended).WaitAsync(TimeSpan.FromSeconds(180));
        await Kill(system.Named(await wire.Tripped), leader, wire);
        var before = load.Acknowledged.Count;
        await system.Until("more is acknowledged", async () =>
        {
            await (load.Ended.IsCompleted ? load.Ended : Task.CompletedTask);
            return load.Acknowledged.Count >= before + Afterwards;
        });
        await load.Stop();
        await system.Until("everything has arrived", () => HasArrived(load)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // else it is counted as lost
        return Count(load, await ReadStored());
    }

    private async Task Kill(ServiceInstance held, ServiceInstance leader, Tripwire wire)
    {
        switch (cell.Victim)
        {
            case Victim.Broker:
                await system.KillBroker();
                wire.Release(goOn: true);
                await system.StartBroker();
                break;
            case Victim.Postgres:
                await system.KillPostgres();
                wire.Release(goOn: true);
                await system.StartPostgres();
                break;
            default:
                var victim = cell.AtStandby ? leader : held;
                await victim.Kill();
                wire.Release(goOn: victim != held);
                victim.Start();
                break;
        }
    }

    private async Task<bool> HasArrived(Load load)
    {
        if (!await system.Settled())
        {
            return false;
        }

        var counts = Count(load, await ReadStored());
        return counts.Lost == 0 && counts.Announced == counts.Stored;
    }

    private static Counts Count(Load load, IReadOnlyList<StoredEvent> stored) => Counts.Of(load.Acknowledged, stored, load.Effects());

    private async Task<IReadOnlyList<StoredEvent>> ReadStored()
    {
        await using var ask = system.Store.CreateCommand(
            """
            SELECT (e.headers->>'command_id')::uuid, e.id, o.seq_id IS NULL,
                (SELECT count(*) FROM platform.seal_chunks c, unnest(c.seq_ids) AS leaf WHERE c.seq_range @> e.seq_id AND leaf = e.seq_id)
            FROM events.mt_events e LEFT JOIN platform.outbox o USING (seq_id)
            WHERE e.stream_id LIKE 'subject-' || $1 || '-%'
            """);
        ask.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Prefix });
        await using var rows = await ask.ExecuteReaderAsync();
        var stored = new List<StoredEvent>();
        while (await rows.ReadAsync())
        {
            stored.Add(new(rows.GetGuid(0), rows.GetGuid(1), rows.GetBoolean(2), rows.GetInt64(3)));
        }

        return stored;
    }
}
