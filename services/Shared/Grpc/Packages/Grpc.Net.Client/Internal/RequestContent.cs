using System.Net;

namespace Grpc.Net.Client.Internal;

/// <summary>The only request of a call.</summary>
internal sealed class SingleRequestContent((byte[] Header, ReadOnlyMemory<byte> Payload) frame) : HttpContent
{
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(frame.Header, cancellationToken);
        await stream.WriteAsync(frame.Payload, cancellationToken);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = frame.Header.Length + frame.Payload.Length;
        return true;
    }
}

/// <summary>Keeps the request open while its stream of messages is written.</summary>
internal sealed class RequestStreamContent : HttpContent
{
    private readonly TaskCompletionSource<Stream> opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource completed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public RequestStreamContent() => opened.Task.Observe();

    /// <summary>Where messages are written, once the request is on its way.</summary>
    public Task<Stream> Opened => opened.Task;

    public void Complete() => completed.TrySetResult();

    /// <summary>The call is over: nothing more can be written.</summary>
    public void Fail()
    {
        opened.TrySetException(new InvalidOperationException("The call is over."));
        completed.TrySetResult();
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        // The headers go out before the first message: the other side may speak first.
        await stream.FlushAsync(cancellationToken);
        opened.TrySetResult(stream);
        await completed.Task.WaitAsync(cancellationToken);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = -1;
        return false;
    }
}
