using System.IO.Pipelines;
using Grpc.Core;
using PrivacyPlatform.Calls.Protocol;

namespace Grpc.Net.Client.Internal;

/// <summary>One call, from its request to its status.</summary>
internal sealed class ClientCall<TRequest, TResponse> : IDisposable
    where TRequest : class
    where TResponse : class
{
    private readonly GrpcChannel channel;
    private readonly Method<TRequest, TResponse> method;
    private readonly string? host;
    private readonly CallOptions options;
    private readonly ClientDeadline deadline;
    private readonly TaskCompletionSource<Metadata> headers = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock ending = new();
    private HttpResponseMessage? response;
    private Task<MessageReader>? sending;
    private (Status Status, Metadata Trailers)? end;
    private RequestStreamContent? requestStream;

    public ClientCall(GrpcChannel channel, Method<TRequest, TResponse> method, string? host, CallOptions options)
    {
        this.channel = channel;
        this.method = method;
        this.host = host;
        this.options = options;
        deadline = new ClientDeadline(options.Deadline, options.CancellationToken, channel.Shutdown);
        headers.Task.Observe();
    }

    public Task<Metadata> ResponseHeaders => headers.Task;

    public Status GetStatus() => Ended().Status;

    public Metadata GetTrailers() => Ended().Trailers;

    /// <summary>Sends the only request.</summary>
    public void Start(TRequest request)
    {
        sending = Send(() => new SingleRequestContent(MessageFrame.Of(method.RequestMarshaller, request, Compresses, channel.Options.MaxSendMessageSize)));
        sending.Observe();
    }

    /// <summary>Opens the stream of requests.</summary>
    public IClientStreamWriter<TRequest> StartStream()
    {
        requestStream = new RequestStreamContent();
        sending = Send(() => requestStream);
        sending.Observe();
        return new RequestStreamWriter<TRequest, TResponse>(this, requestStream, options.WriteOptions);
    }

    public IAsyncStreamReader<TResponse> ResponseStream() => new ResponseStreamReader<TRequest, TResponse>(this);

    /// <summary>The only response.</summary>
    public async Task<TResponse> ReadOnlyResponse()
    {
        var (found, message) = await ReadNext(CancellationToken.None);
        if (found)
        {
            // To the status, which comes after it.
            var (another, _) = await ReadNext(CancellationToken.None);
            if (!another)
            {
                return message!;
            }
        }

        // Without a message, ReadNext has thrown unless the status was OK.
        throw Fail(new RpcException(new Status(StatusCode.Internal, found ? "More than one response." : "Failed to read the response: there is none.")));
    }

    /// <summary>The next response; found is false when the call ended with OK.</summary>
    public async Task<(bool Found, TResponse? Message)> ReadNext(CancellationToken cancellationToken)
    {
        try
        {
            await using var _ = cancellationToken.Register(deadline.Cancel);
            var reader = await sending!;
            var next = await reader.Read(method.ResponseMarshaller, deadline.Token);
            if (!next.Found)
            {
                // A stream without a message may have ended with its headers.
                End(ResponseStatus.OfHeaders(response!) ?? ResponseStatus.OfTrailers(response!));
                Free();
            }

            return next;
        }
        catch (Exception exception)
        {
            throw Fail(exception);
        }
    }

    public byte[] Frame(TRequest request)
    {
        var (header, payload) = MessageFrame.Of(method.RequestMarshaller, request, Compresses, channel.Options.MaxSendMessageSize);
        return [.. header, .. payload.Span];
    }

    /// <summary>Ends the call with what the exception says, unless it has ended; gives what is to be thrown.</summary>
    public Exception Fail(Exception exception)
    {
        var (status, trailers) = ResponseStatus.Of(exception, deadline);
        lock (ending)
        {
            end ??= (status, trailers);
            (status, trailers) = end.Value;
        }

        Free();
        var thrown = channel.Options.ThrowOperationCanceledOnCancellation && status.StatusCode is StatusCode.Cancelled or StatusCode.DeadlineExceeded && deadline.IsOver
            ? (Exception)new OperationCanceledException(status.Detail, exception, options.CancellationToken)
            : new RpcException(status, trailers);
        headers.TrySetException(thrown);
        return thrown;
    }

    public void Dispose()
    {
        lock (ending)
        {
            end ??= (new Status(StatusCode.Cancelled, "gRPC call disposed."), []);
        }

        Free();
    }

    private bool Compresses => options.Headers?.GetValue(RequestHeaders.RequestEncoding) == Gzip.Name
        && options.WriteOptions?.Flags.HasFlag(WriteFlags.NoCompress) != true;

    private async Task<MessageReader> Send(Func<HttpContent> content)
    {
        try
        {
            deadline.ThrowIfOver();
            using var request = await RequestHeaders.Make(channel, method, host, options, deadline);
            request.Content = content();
            request.Content.Headers.TryAddWithoutValidation("content-type", "application/grpc");
            response = await channel.Send(request, deadline.Token);
            // Disposing of a response that is still coming resets its stream: only so does the other side learn of it.
            deadline.Token.Register(response.Dispose);
            if (ResponseStatus.OfHeaders(response) is { } ended)
            {
                End(ended);
            }

            headers.TrySetResult(RequestHeaders.Read(response.Headers));
            var body = PipeReader.Create(await response.Content.ReadAsStreamAsync(deadline.Token));
            return new MessageReader(body, RequestHeaders.Encoding(response.Headers), channel.Options.MaxReceiveMessageSize);
        }
        catch (Exception exception)
        {
            throw Fail(exception);
        }
    }

    // A call that has ended holds nothing, whether or not anyone disposes of it.
    private void Free()
    {
        deadline.Cancel();
        requestStream?.Fail();
        deadline.Dispose();
    }

    private void End((Status Status, Metadata Trailers) ended)
    {
        lock (ending)
        {
            // What came first counts: after "trailers only" there are no trailers to read.
            ended = end ??= ended;
        }

        if (ended.Status.StatusCode != StatusCode.OK)
        {
            throw new RpcException(ended.Status, ended.Trailers);
        }
    }

    private (Status Status, Metadata Trailers) Ended()
    {
        lock (ending)
        {
            return end ?? throw new InvalidOperationException("The call has not ended yet.");
        }
    }
}
