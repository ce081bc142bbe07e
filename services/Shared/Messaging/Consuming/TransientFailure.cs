using System.Data.Common;
using System.Net.Sockets;
using PrivacyPlatform.EventStore;

namespace PrivacyPlatform.Messaging;

/// <summary>Tells an outage, which passes, from a fault, which does not.</summary>
internal static class TransientFailure
{
    public static bool Is(Exception? exception) => exception switch
    {
        null => false,
        ConcurrencyException or TimeoutException or SocketException => true,
        DbException { IsTransient: true } => true,
        AggregateException several => several.InnerExceptions.All(Is),
        // Npgsql knows of its own exceptions which pass. A bare IOException is none: protobuf's parser throws it for bad input.
        _ => Is(exception.InnerException),
    };
}
