using Npgsql;

namespace PrivacyPlatform.EventStore;

/// <summary>What a commit met instead of being stored.</summary>
/// <param name="Concerned">The appends that met it; empty where the database does not say.</param>
internal sealed record AppendConflict(PostgresException Cause, IReadOnlyList<PreparedAppend> Concerned);

/// <summary>A projection's statement failed: that append, and no other, is at fault.</summary>
internal sealed class ReadModelFailedException(PreparedAppend append, PostgresException cause) : Exception(cause.MessageText, cause)
{
    public PreparedAppend Append { get; } = append;
}

/// <summary>
/// The one place that commits prepared appends, of any tenants: one batch, which is one round trip and one transaction, since the server commits
/// at the batch's end.
/// </summary>
internal static class AppendBatch
{
    /// <summary>SQLSTATE of <c>platform.append</c>.</summary>
    public const string NotAtExpectedVersion = "PP001";

    /// <returns>Null when all of it is stored; else nothing is.</returns>
    /// <exception cref="ReadModelFailedException">Nothing is stored.</exception>
    public static async Task<AppendConflict?> Commit(IReadOnlyList<PreparedAppend> appends, NpgsqlConnection connection, CancellationToken ct = default)
    {
        var began = Telemetry.Now;
        var sections = AppendSection.Of(appends);
        await using var batch = connection.CreateBatch();
        foreach (var section in sections)
        {
            batch.BatchCommands.Add(section.Call); // sets the tenant for what follows, until the next section
            foreach (var write in section.Appends.SelectMany(append => append.ReadModel.Commands))
            {
                batch.BatchCommands.Add(write);
            }
        }

        try
        {
            await batch.ExecuteNonQueryAsync(ct);
            Telemetry.Appended(appends, began);
            return null;
        }
        catch (PostgresException conflict) when (IsConflict(conflict))
        {
            Telemetry.Conflicts.Add(IsRepetition(conflict) ? 0 : 1);
            var section = conflict.SqlState == NotAtExpectedVersion ? sections.Find(section => section.Call == conflict.BatchCommand) : null;
            return new(conflict, section is null ? [] : [.. section.Named(conflict)]);
        }
        catch (PostgresException failure) when (appends.Count > 1 && Author(appends, failure) is { } author)
        {
            throw new ReadModelFailedException(author, failure);
        }
    }

    /// <summary>A command was decided before; which one is for a look at the inbox to say.</summary>
    public static bool IsRepetition(PostgresException exception) =>
        exception is { SqlState: PostgresErrorCodes.UniqueViolation, SchemaName: "platform", TableName: "inbox" };

    private static bool IsConflict(PostgresException exception) => exception.SqlState switch
    {
        NotAtExpectedVersion => true,
        PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected => true,
        PostgresErrorCodes.UniqueViolation => exception.SchemaName is "events" or "platform", // a read model's own violation is a fault of its projection
        _ => false,
    };

    private static PreparedAppend? Author(IReadOnlyList<PreparedAppend> appends, PostgresException failure) =>
        failure.BatchCommand is { } failed ? appends.FirstOrDefault(append => append.ReadModel.Commands.Contains(failed)) : null;
}
