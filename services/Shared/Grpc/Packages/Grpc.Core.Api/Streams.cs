using System.Diagnostics.CodeAnalysis;

namespace Grpc.Core;

/// <summary>Reads messages one after the other.</summary>
public interface IAsyncStreamReader<out T>
{
    /// <summary>The message that the last <see cref="MoveNext"/> found.</summary>
    T Current { get; }

    /// <summary>Waits for the next message; false at the stream's end.</summary>
    /// <exception cref="RpcException">The call ended with a status other than OK.</exception>
    Task<bool> MoveNext(CancellationToken cancellationToken);
}

/// <summary>Writes messages one after the other; one write at a time.</summary>
public interface IAsyncStreamWriter<in T>
{
    /// <summary>Used for the writes that follow; null: the call's own.</summary>
    WriteOptions? WriteOptions { get; set; }

    /// <summary>Sends a message; completes when it is handed to the transport, which holds back when the reader is slow.</summary>
    Task WriteAsync(T message);

    /// <summary>Sends a message, unless canceled before.</summary>
    [SuppressMessage("Usage", "MA0040", Justification = "Hands over to the overload without a token, where no token can ever be canceled.")]
    Task WriteAsync(T message, CancellationToken cancellationToken) => cancellationToken.CanBeCanceled
        ? Task.FromException(new NotSupportedException("This writer's writes cannot be canceled."))
        : WriteAsync(message);
}

/// <summary>A service's side of a stream of responses.</summary>
public interface IServerStreamWriter<in T> : IAsyncStreamWriter<T>;

/// <summary>A client's side of a stream of requests.</summary>
public interface IClientStreamWriter<in T> : IAsyncStreamWriter<T>
{
    /// <summary>No more requests follow.</summary>
    Task CompleteAsync();
}
