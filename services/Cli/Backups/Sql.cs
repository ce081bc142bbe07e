using Npgsql;
using PrivacyPlatform.EventStore;

namespace PrivacyPlatform.Cli;

/// <summary>Statements on a connection that is open.</summary>
internal static class Sql
{
    public static async Task Run(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(ct);
    }

    public static async Task<IReadOnlyList<T>> Query<T>(NpgsqlConnection connection, string sql, Func<NpgsqlDataReader, T> read, CancellationToken ct, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 }.With(values);
        return await command.Rows(read, ct);
    }

    /// <summary>An identifier as it stands in a statement.</summary>
    public static string Name(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
