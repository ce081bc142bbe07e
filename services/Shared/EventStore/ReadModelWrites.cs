using Npgsql;

namespace PrivacyPlatform.EventStore;

/// <summary>SQL that runs in the append's transaction, after its events, as the service's role with the tenant set.</summary>
public sealed class ReadModelWrites
{
    private readonly List<NpgsqlBatchCommand> commands = [];

    internal IReadOnlyList<NpgsqlBatchCommand> Commands => commands;

    /// <summary>Adds one statement with positional parameters: <c>$1</c> is the first of <paramref name="values"/>.</summary>
    /// <param name="sql">One statement; names with their schema (<c>read.subject_purpose</c>).</param>
    /// <param name="values">Values as Npgsql maps them, null for NULL, or an <see cref="NpgsqlParameter"/> where the type must be said. A DateTimeOffset is stored in UTC, cut to microseconds.</param>
    public void Add(string sql, params object?[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        commands.Add(Sql.Command(sql, values));
    }
}
