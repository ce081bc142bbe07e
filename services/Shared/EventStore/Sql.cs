using Npgsql;

namespace PrivacyPlatform.EventStore;

internal static class Sql
{
    public static NpgsqlBatchCommand Command(string text, params object?[] values)
    {
        var command = new NpgsqlBatchCommand(text);
        foreach (var value in values)
        {
            command.Parameters.Add(Parameter(value));
        }

        return command;
    }

    public static NpgsqlParameter Parameter(object? value) => value switch
    {
        NpgsqlParameter parameter => parameter,
        DateTimeOffset instant => new() { Value = Instant.Truncate(instant) },
        null => new() { Value = DBNull.Value },
        _ => new() { Value = value },
    };

    /// <summary>Sets the tenant that the row policies compare with, until the end of the transaction that the batch is.</summary>
    public static NpgsqlBatchCommand SetTenant(string tenant)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(tenant);
        return Command("SELECT set_config('privacyplatform.tenant', $1, true)", tenant);
    }

    /// <summary>
    /// The same, before statements that find all they want by an index. A plan is made once and kept: made while a table is small it would read
    /// all of it, and go on doing so while the table grows.
    /// </summary>
    public static NpgsqlBatchCommand SetTenantAndUseIndexes(string tenant)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(tenant);
        return Command("SELECT set_config('privacyplatform.tenant', $1, true), set_config('enable_seqscan', 'off', true)", tenant);
    }

    /// <summary>
    /// The same, before statements that look up a few rows of a few keys: for a list of keys the server would plan anew at each call, which costs more
    /// than the call, and might compile the plan, which costs a hundred times as much. Not before those that read many rows: their plan must know how many.
    /// </summary>
    public static NpgsqlBatchCommand SetTenantAndKeepPlans(string tenant)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(tenant);
        return Command(
            """
            SELECT set_config('privacyplatform.tenant', $1, true), set_config('enable_seqscan', 'off', true),
                set_config('plan_cache_mode', 'force_generic_plan', true), set_config('jit', 'off', true)
            """,
            tenant);
    }

    /// <summary>Uses indexes, for a role that no tenant binds.</summary>
    public static NpgsqlBatchCommand UseIndexes() => Command("SELECT set_config('enable_seqscan', 'off', true)");
}
