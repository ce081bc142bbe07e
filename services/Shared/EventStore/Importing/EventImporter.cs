using Npgsql;

namespace PrivacyPlatform.EventStore;

/// <summary>
/// Takes in many decided events of one tenant at once, in one transaction: all or nothing. As the service's role, behind row level security; COPY
/// would go round it, and PostgreSQL refuses it there. Read models are not written: rebuild them afterwards.
/// </summary>
public sealed class EventImporter(NpgsqlDataSource store) : IAsyncDisposable
{
    /// <summary>Events that travel together: the memory that an import takes, whatever its size.</summary>
    private const int Chunk = 2000;

    private readonly NewsBell news = new(store, new GroupingOptions().NewsInterval, TimeProvider.System);

    /// <param name="envelope">Of the import: its command id makes the events' ids, so that an import that is repeated changes nothing. Its times and actor are the inbox's only.</param>
    /// <param name="streams">Read once, while the import goes on.</param>
    /// <param name="announce">Whether the events are announced like others.</param>
    /// <exception cref="ConcurrencyException">A stream is not at its expected version; nothing was stored.</exception>
    /// <exception cref="ArgumentException">There is no event, or a stream without any, or a stream that does not go on where it was left.</exception>
    public async Task<Imported> Import(
        CommandEnvelope envelope, IAsyncEnumerable<StreamImport> streams, bool announce = true, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(streams);
        envelope = CommandEnvelope.Checked(envelope);
        using var activity = Telemetry.Source.StartActivity("import");
        await using var connection = await store.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (await Before(connection, envelope, ct) is { } before)
        {
            return before;
        }

        var chunks = new ImportChunks(envelope, announce, Chunk);
        var storing = Task.CompletedTask;
        try
        {
            await foreach (var stream in streams.WithCancellation(ct))
            {
                if (chunks.Add(stream) is { } full)
                {
                    await storing;
                    storing = Store(connection, full, ct); // while it is stored, the next chunk is made
                }
            }

            await storing;
            if (chunks.Count == 0)
            {
                throw new ArgumentException("There is nothing to import.", nameof(streams));
            }

            await Store(connection, chunks.Last(), ct);
            await transaction.CommitAsync(ct);
        }
        catch (PostgresException conflict) when (conflict.SqlState is AppendBatch.NotAtExpectedVersion or PostgresErrorCodes.UniqueViolation)
        {
            Telemetry.Conflicts.Add(1);
            throw new ConcurrencyException($"Import {envelope.CommandId} met a stream that is not at the expected version, or itself.", conflict);
        }
        finally
        {
            await storing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // the transaction cannot end before it
        }

        Telemetry.Imported(chunks.Count);
        news.Ring();
        return new(chunks.Count, Repeated: false);
    }

    public ValueTask DisposeAsync() => news.DisposeAsync();

    private static async Task Store(NpgsqlConnection connection, AppendSection chunk, CancellationToken ct)
    {
        await using var batch = connection.CreateBatch();
        batch.BatchCommands.Add(chunk.Call);
        await batch.ExecuteNonQueryAsync(ct);
    }

    private static async Task<Imported?> Before(NpgsqlConnection connection, CommandEnvelope envelope, CancellationToken ct)
    {
        await using var batch = connection.CreateBatch();
        batch.BatchCommands.Add(Sql.SetTenantAndUseIndexes(envelope.Tenant));
        batch.BatchCommands.Add(FirstOutcome.FromInbox(envelope.Tenant, [envelope.CommandId]));
        await using var reader = await batch.ExecuteReaderAsync(ct);
        await reader.NextResultAsync(ct);
        return await reader.ReadAsync(ct) ? new(FirstOutcome.Read(reader).EventCount, Repeated: true) : null;
    }
}
