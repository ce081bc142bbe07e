using Npgsql;

namespace PrivacyPlatform.EventStore;

internal static class Sql
{
    private const string KeptPlans = "set_config('enable_seqscan', 'off', true), set_config('plan_cache_mode', 'force_generic_plan', true)";

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
    /// The same, before statements that find all they want by an index. Their plan is made once and kept. Made while a table is small it would read
    /// all of it, and go on doing so while the table grows; made anew for each call, as the server prefers for lists, it costs more than the call.
    /// </summary>
    public static NpgsqlBatchCommand SetTenantAndUseIndexes(string tenant)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(tenant);
        return Command($"SELECT set_config('privacyplatform.tenant', $1, true), {KeptPlans}", tenant);
    }

    /// <summary>The same for a role that no tenant binds.</summary>
    public static NpgsqlBatchCommand UseIndexes() => Command($"SELECT {KeptPlans}");
}
