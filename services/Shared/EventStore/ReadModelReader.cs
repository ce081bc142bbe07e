using Npgsql;

namespace PrivacyPlatform.EventStore;

/// <summary>Queries a service's read models with the tenant set, so that row policies on them hold.</summary>
public sealed class ReadModelReader(NpgsqlDataSource store)
{
    /// <param name="sql">One SELECT with positional parameters <c>$1</c>, <c>$2</c> …</param>
    /// <param name="row">Makes one result of the reader's current row.</param>
    /// <param name="values">As in <see cref="ReadModelWrites.Add"/>.</param>
    public async Task<IReadOnlyList<T>> Query<T>(
        string tenant, string sql, Func<NpgsqlDataReader, T> row, IReadOnlyList<object?> values, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(row);
        ArgumentNullException.ThrowIfNull(values);
        await using var connection = await store.OpenConnectionAsync(ct);
        await using var batch = connection.CreateBatch();
        batch.BatchCommands.Add(Sql.SetTenant(tenant));
        batch.BatchCommands.Add(Sql.Command(sql, [.. values]));
        await using var reader = await batch.ExecuteReaderAsync(ct);
        await reader.NextResultAsync(ct);
        return await reader.Rows(row, ct);
    }
}
