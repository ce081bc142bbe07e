using Grpc.Core;

namespace Grpc.AspNetCore.Server;

/// <summary>A call's requests.</summary>
internal sealed class RequestStream<T>(GrpcServerCallContext call, Marshaller<T> marshaller) : IAsyncStreamReader<T>
    where T : class
{
    private T? current;

    public T Current => current ?? throw new InvalidOperationException("There is no message before MoveNext and after the stream's end.");

    public async Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, call.CancellationToken);
        (var found, current) = await call.ReadNext(marshaller, either.Token);
        return found;
    }
}

/// <summary>A call's responses.</summary>
internal sealed class ResponseStream<T>(GrpcServerCallContext call, Marshaller<T> marshaller) : IServerStreamWriter<T>
    where T : class
{
    public WriteOptions? WriteOptions { get; set; }

    public Task WriteAsync(T message) => WriteAsync(message, call.CancellationToken);

    public Task WriteAsync(T message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        var flags = (WriteOptions ?? call.WriteOptions)?.Flags ?? WriteFlags.None;
        return cancellationToken == call.CancellationToken
            ? call.Write(marshaller, message, flags, cancellationToken)
            : WriteEither(message, flags, cancellationToken);
    }

    private async Task WriteEither(T message, WriteFlags flags, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, call.CancellationToken);
        await call.Write(marshaller, message, flags, either.Token);
    }
}
