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
        ConcurrencyException or TimeoutException or SocketException or IOException => true,
        DbException { IsTransient: true } => true,
        AggregateException several => several.InnerExceptions.All(Is),
        // Npgsql wraps a broken connection; the wrapper itself does not always know that it is transient.
        _ => Is(exception.InnerException),
    };
}
