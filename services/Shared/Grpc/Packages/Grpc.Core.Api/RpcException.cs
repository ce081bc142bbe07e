namespace Grpc.Core;

/// <summary>
/// Ends a call with a status. Thrown by a service it is sent to the caller, trailers included;
/// thrown by a client it is what the service, or the transport, answered.
/// </summary>
/// <param name="status">How the call ended.</param>
/// <param name="trailers">Sent after the status; <c>-bin</c> entries carry bytes.</param>
/// <param name="message">The exception's own message; never sent.</param>
public class RpcException(Status status, Metadata trailers, string message) : Exception(message, status.DebugException)
{
    /// <summary>Ends a call with a status.</summary>
    public RpcException(Status status) : this(status, Metadata.Empty, status.ToString()) { }

    /// <summary>Ends a call with a status, and an exception message of its own that is never sent.</summary>
    public RpcException(Status status, string message) : this(status, Metadata.Empty, message) { }

    /// <summary>Ends a call with a status and trailers.</summary>
    public RpcException(Status status, Metadata trailers) : this(status, trailers, status.ToString()) { }

    /// <summary>How the call ended.</summary>
    public Status Status { get; } = status;

    /// <summary>The code of <see cref="Status"/>.</summary>
    public StatusCode StatusCode => Status.StatusCode;

    /// <summary>What came, or goes, after the status.</summary>
    public Metadata Trailers { get; } = trailers ?? throw new ArgumentNullException(nameof(trailers));
}
