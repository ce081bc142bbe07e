using Grpc.Core;

namespace Grpc.Net.Client.Internal;

/// <summary>A call's responses.</summary>
internal sealed class ResponseStreamReader<TRequest, TResponse>(ClientCall<TRequest, TResponse> call) : IAsyncStreamReader<TResponse>
    where TRequest : class
    where TResponse : class
{
    private TResponse? current;
    private bool hasEnded;

    public TResponse Current => current ?? throw new InvalidOperationException("There is no message before MoveNext and after the stream's end.");

    public async Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        if (hasEnded)
        {
            return false;
        }

        (var found, current) = await call.ReadNext(cancellationToken);
        hasEnded = !found;
        return found;
    }
}

/// <summary>A call's requests.</summary>
internal sealed class RequestStreamWriter<TRequest, TResponse>(ClientCall<TRequest, TResponse> call, RequestStreamContent content, WriteOptions? options) : IClientStreamWriter<TRequest>
    where TRequest : class
    where TResponse : class
{
    public WriteOptions? WriteOptions { get; set; } = options;

    public Task WriteAsync(TRequest message) => WriteAsync(message, CancellationToken.None);

    public async Task WriteAsync(TRequest message, CancellationToken cancellationToken)
    {
        try
        {
            var frame = call.Frame(message);
            var stream = await content.Opened.WaitAsync(cancellationToken);
            await stream.WriteAsync(frame, cancellationToken);
            if (WriteOptions?.Flags.HasFlag(WriteFlags.BufferHint) != true)
            {
                await stream.FlushAsync(cancellationToken);
            }
        }
        catch (Exception exception)
        {
            throw call.Fail(exception);
        }
    }

    public Task CompleteAsync()
    {
        content.Complete();
        return Task.CompletedTask;
    }
}
