using Npgsql;
using PrivacyPlatform.EventStore;
using PrivacyPlatform.Kernel;

namespace PrivacyPlatform.ServiceDefaults;

/// <summary>Exceptions that a caller can do something about: nearly always, send the same command again, later.</summary>
internal static class Outages
{
    /// <summary>Class of SQL states: the server is being stopped, or a query was canceled.</summary>
    private const string OperatorIntervention = "57";

    /// <summary>After how long it makes sense to try again.</summary>
    public static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    /// <summary>What to tell the caller; null for an exception that is a bug of ours. Nothing of the exception is told.</summary>
    public static Refusal? Of(Exception exception) => exception switch
    {
        ConcurrencyException => new(ErrorCodes.StoreConflict, "Others wrote at the same time; send the same command again."),
        OverloadedException => new(ErrorCodes.StoreOverloaded, "More comes than can be taken; send the same command again, later."),
        CommandIdReusedException => new(ErrorCodes.MessageIdReused, "This command id was used for another command.", "command_id"),
        // Said once, here: a text that the database cannot hold is in no record, whatever was asked or told with it.
        PostgresException { SqlState: PostgresErrorCodes.CharacterNotInRepertoire or PostgresErrorCodes.UntranslatableCharacter } =>
            new(ErrorCodes.MessageMalformed, "A text has the character U+0000, which nothing that is recorded can have."),
        PostgresException { IsTransient: false } e when !e.SqlState.StartsWith(OperatorIntervention, StringComparison.Ordinal) => null,
        ITransientFailure { IsTransient: true } away => new(away.Code, "Something that this needs cannot be used now; send the same command again."),
        NpgsqlException => new(ErrorCodes.StoreUnavailable, "The database does not answer; send the same command again."),
        _ => null,
    };

    public static bool IsWorthARetry(string code) => code is ErrorCodes.StoreUnavailable or ErrorCodes.StoreConflict or ErrorCodes.StoreOverloaded or ErrorCodes.StoreNotAccepted or ErrorCodes.FeedTooManyReaders
        or ErrorCodes.VaultNotReady or ErrorCodes.VaultBusy or ErrorCodes.RootKeyUnusable or ErrorCodes.BrokerUnavailable or ErrorCodes.ServiceStopping;
}
