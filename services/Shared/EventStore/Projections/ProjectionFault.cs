using Npgsql;

namespace PrivacyPlatform.EventStore;

/// <summary>What stops a view at an event.</summary>
internal static class ProjectionFault
{
    /// <summary>What is told apart: a fault of event or code, which stays, and an outage, which passes.</summary>
    public static bool Is(Exception exception) => exception switch
    {
        OperationCanceledException or ProjectionMovedException => false,
        PostgresException told => !told.IsTransient && !told.SqlState.StartsWith("57", StringComparison.Ordinal), // 57: the server is being stopped
        NpgsqlException => false,
        _ => true,
    };

    /// <summary>No text of an exception that could quote an event.</summary>
    public static string Reason(Exception fault) => fault switch
    {
        UnknownEventException or UnreadableEventException or UnknownStreamException => fault.Message,
        PostgresException told => $"The database refuses what it writes: {told.SqlState} {told.ConstraintName}".TrimEnd(),
        _ => $"It fails with {fault.GetType().Name}.",
    };
}
