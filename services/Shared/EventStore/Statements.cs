using Npgsql;

namespace PrivacyPlatform.EventStore;

/// <summary>One statement by itself, with its values as <c>$1</c>, <c>$2</c> …: for roles that no tenant binds, and tables that are no tenant's.</summary>
public static class Statements
{
    /// <returns>How many rows it changed.</returns>
    public static async Task<int> Run(this NpgsqlDataSource source, string sql, CancellationToken ct, params object?[] values)
    {
        ArgumentNullException.ThrowIfNull(source);
        await using var command = source.CreateCommand(sql).With(values);
        return await command.ExecuteNonQueryAsync(ct);
    }

    /// <returns>The first row's first value; the default where there is none.</returns>
    public static async Task<T?> Ask<T>(this NpgsqlDataSource source, string sql, CancellationToken ct, params object?[] values)
    {
        ArgumentNullException.ThrowIfNull(source);
        await using var command = source.CreateCommand(sql).With(values);
        return await command.ExecuteScalarAsync(ct) is T found ? found : default;
    }

    /// <param name="row">Makes one result of the reader's current row.</param>
    public static async Task<IReadOnlyList<T>> Query<T>(
        this NpgsqlDataSource source, string sql, Func<NpgsqlDataReader, T> row, CancellationToken ct, params object?[] values)
    {
        ArgumentNullException.ThrowIfNull(source);
        await using var command = source.CreateCommand(sql).With(values);
        return await command.Rows(row, ct);
    }

    /// <returns>The same command.</returns>
    public static NpgsqlCommand With(this NpgsqlCommand command, params object?[] values)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(values);
        foreach (var value in values)
        {
            command.Parameters.Add(Sql.Parameter(value));
        }

        return command;
    }

    /// <param name="row">Makes one result of the reader's current row.</param>
    public static async Task<IReadOnlyList<T>> Rows<T>(this NpgsqlCommand command, Func<NpgsqlDataReader, T> row, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(row);
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.Rows(row, ct);
    }

    /// <summary>What is left of the reader's present result.</summary>
    internal static async Task<IReadOnlyList<T>> Rows<T>(this NpgsqlDataReader reader, Func<NpgsqlDataReader, T> row, CancellationToken ct)
    {
        var rows = new List<T>();
        while (await reader.ReadAsync(ct))
        {
            rows.Add(row(reader));
        }

        return rows;
    }
}
