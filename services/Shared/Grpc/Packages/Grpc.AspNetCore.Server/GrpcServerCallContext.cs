using System.Buffers;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Extensions.Logging;
using PrivacyPlatform.Calls.Invocation;
using PrivacyPlatform.Calls.Protocol;
using PrivacyPlatform.Calls.Wire;

namespace Grpc.AspNetCore.Server;

/// <summary>A call in gRPC's own form.</summary>
internal sealed class GrpcServerCallContext : HttpServerCallContext
{
    // The HTTP/2 error code that says "no more is needed"; it ends a stream of requests that nobody reads.
    private const int NoError = 0;

    private readonly GrpcServiceOptions options;
    private readonly MessageReader requests;
    private readonly string? requestEncoding;
    private readonly bool isRequestStream;
    private readonly bool compress;
    private bool hasHeaders;

    public GrpcServerCallContext(HttpContext http, IMethod method, GrpcServiceOptions options, ILogger logger)
        : base(http, method, options.EnableDetailedErrors ?? false, logger)
    {
        this.options = options;
        requestEncoding = http.Request.Headers["grpc-encoding"];
        requests = new MessageReader(http.Request.BodyReader, requestEncoding, options.MaxReceiveMessageSize);
        isRequestStream = method.Type is MethodType.ClientStreaming or MethodType.DuplexStreaming;
        compress = options.ResponseCompressionAlgorithm == Gzip.Name && Accepts(http.Request.Headers["grpc-accept-encoding"], Gzip.Name);
        LiftHttpLimits();
    }

    public async Task<T> ReadRequest<T>(Marshaller<T> marshaller)
        where T : class
    {
        RefuseUnknownEncoding();
        return await requests.ReadOnly(marshaller, CancellationToken);
    }

    public async Task<(bool Found, T? Message)> ReadNext<T>(Marshaller<T> marshaller, CancellationToken cancellationToken)
        where T : class
    {
        RefuseUnknownEncoding();
        return await requests.Read(marshaller, cancellationToken);
    }

    /// <summary>The only response; it goes out together with the status.</summary>
    public Task WriteResponse<T>(Marshaller<T> marshaller, T? message)
        where T : class => message is null
        ? throw new RpcException(new Status(StatusCode.Cancelled, "No message returned from method."))
        : Status.StatusCode == StatusCode.OK
            ? Write(marshaller, message, WriteFlags.BufferHint, CancellationToken)
            : Task.CompletedTask;

    public Task Write<T>(Marshaller<T> marshaller, T message, WriteFlags flags, CancellationToken cancellationToken)
        where T : class
    {
        var (header, payload) = MessageFrame.Of(marshaller, message, compress && !flags.HasFlag(WriteFlags.NoCompress), options.MaxSendMessageSize);
        return Write(
            async () =>
            {
                PrepareHeaders();
                var body = Http.Response.BodyWriter;
                body.Write(header);
                body.Write(payload.Span);
                if (!flags.HasFlag(WriteFlags.BufferHint))
                {
                    await body.FlushAsync(cancellationToken);
                }
            },
            cancellationToken);
    }

    protected override Task WriteResponseHeadersAsyncCore(Metadata responseHeaders) => Write(
        () =>
        {
            if (hasHeaders)
            {
                throw new InvalidOperationException("The response's headers were sent already.");
            }

            PrepareHeaders();
            foreach (var entry in responseHeaders.Where(entry => !WireMetadata.IsReserved(entry.Key)))
            {
                Http.Response.Headers.Append(entry.Key, WireMetadata.Value(entry));
            }

            return Http.Response.StartAsync(CancellationToken);
        },
        CancellationToken);

    protected override async Task WriteEnd(Status status)
    {
        if (hasHeaders || Http.Response.HasStarted)
        {
            StatusHeaders.WriteTrailers(Http.Response, status, ResponseTrailers);
        }
        else
        {
            StatusHeaders.WriteTrailersOnly(Http.Response, status, ResponseTrailers);
        }

        await Http.Response.CompleteAsync();
        if (isRequestStream && status.StatusCode == StatusCode.DeadlineExceeded)
        {
            Http.Features.Get<IHttpResetFeature>()?.Reset(NoError);
        }
    }

    private static bool Accepts(string? list, string encoding) =>
        list?.Split(',', StringSplitOptions.TrimEntries).Contains(encoding, StringComparer.Ordinal) ?? false;

    private void PrepareHeaders()
    {
        if (hasHeaders)
        {
            return;
        }

        hasHeaders = true;
        Http.Response.ContentType = StatusHeaders.ContentType;
        if (compress)
        {
            Http.Response.Headers["grpc-encoding"] = Gzip.Name;
        }
    }

    // Messages have limits of their own, and a stream may stay silent for as long as it likes.
    private void LiftHttpLimits()
    {
        if (Http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = null;
        }

        if (isRequestStream && Http.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate)
        {
            rate.MinDataRate = null;
        }
    }

    private void RefuseUnknownEncoding()
    {
        if (requestEncoding is null or "" or "identity" or Gzip.Name)
        {
            return;
        }

        Http.Response.Headers["grpc-accept-encoding"] = "identity,gzip";
        throw new RpcException(new Status(StatusCode.Unimplemented, "Unsupported grpc-encoding. Supported encodings: identity, gzip"));
    }
}
