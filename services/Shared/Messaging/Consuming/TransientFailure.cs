using System.Net.Sockets;
using Npgsql;
using PrivacyPlatform.EventStore;

namespace PrivacyPlatform.Messaging;

/// <summary>Tells an outage, which passes, from a fault, which does not.</summary>
internal static class TransientFailure
{
    /// <summary>Class of SQL states: the server is being stopped, or a query was canceled.</summary>
    private const string OperatorIntervention = "57";

    public static bool Is(Exception? exception) => exception switch
    {
        null => false,
        ConcurrencyException or OverloadedException or TimeoutException or SocketException or ITransientFailure { IsTransient: true } => true,
        PostgresException told => told.IsTransient || told.SqlState.StartsWith(OperatorIntervention, StringComparison.Ordinal),
        // Everything else of Npgsql's is a connection that cannot be had or was lost. A bare IOException is none: protobuf's parser throws it for bad input.
        NpgsqlException => true,
        _ => Is(exception.InnerException),
    };
}
