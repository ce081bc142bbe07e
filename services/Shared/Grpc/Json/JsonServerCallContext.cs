using System.Text;
using System.Text.Json.Nodes;
using Google.Protobuf.Reflection;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using PrivacyPlatform.Calls.Invocation;
using PrivacyPlatform.Calls.Wire;

namespace PrivacyPlatform.Calls.Json;

/// <summary>A call as JSON over HTTP. Trailers have no place there and are dropped; a status's details become the problem's.</summary>
internal sealed class JsonServerCallContext(HttpContext http, IMethod method, GrpcServiceOptions options, ProtobufJson json, ILogger logger)
    : HttpServerCallContext(http, method, options.EnableDetailedErrors ?? false, logger)
{
    private const string Json = "application/json";
    private const string JsonLines = "application/x-ndjson";

    private readonly bool isStream = method.Type is MethodType.ServerStreaming or MethodType.DuplexStreaming;
    private string? response;
    private Problem? problem;

    public async Task<T> ReadRequest<T>(MessageDescriptor type)
        where T : class
    {
        try
        {
            var body = await JsonRequestBody.Read(Http.Request, options.MaxReceiveMessageSize, CancellationToken);
            return (T)json.Parse(body.Span, type);
        }
        catch (ProblemException exception)
        {
            problem = exception.Problem;
            throw new RpcException(new Status(problem.GrpcStatus, problem.Detail));
        }
    }

    /// <summary>The only response; it goes out when the call ends well.</summary>
    public void SetResponse<T>(T? message)
        where T : class =>
        response = json.Format(message ?? throw new RpcException(new Status(StatusCode.Cancelled, "No message returned from method.")));

    /// <summary>One response of many, on a line of its own.</summary>
    public Task WriteLine<T>(T message, CancellationToken cancellationToken)
        where T : class
    {
        var line = Encoding.UTF8.GetBytes(json.Format(message) + "\n");
        return Write(
            async () =>
            {
                if (!Http.Response.HasStarted)
                {
                    Http.Response.ContentType = JsonLines;
                }

                await Http.Response.Body.WriteAsync(line, cancellationToken);
                await Http.Response.Body.FlushAsync(cancellationToken);
            },
            cancellationToken);
    }

    /// <summary>Ends the call: JSON has no streams of requests.</summary>
    public Task RefuseRequestStream()
    {
        problem = new Problem(501, CallErrors.StreamingUnsupported, "A stream of requests needs gRPC.", null, StatusCode.Unimplemented);
        throw new RpcException(new Status(problem.GrpcStatus, problem.Detail));
    }

    protected override Task WriteResponseHeadersAsyncCore(Metadata responseHeaders) => Write(
        () =>
        {
            foreach (var entry in responseHeaders.Where(entry => !WireMetadata.IsReserved(entry.Key)))
            {
                Http.Response.Headers.Append(entry.Key, WireMetadata.Value(entry));
            }

            return Task.CompletedTask;
        },
        CancellationToken);

    protected override async Task WriteEnd(Status status)
    {
        if (status.StatusCode == StatusCode.OK)
        {
            Http.Response.ContentType ??= isStream ? JsonLines : Json;
            await Http.Response.WriteAsync(response ?? "", CancellationToken.None);
        }
        else
        {
            var answer = problem ?? Problem.Of(status, ResponseTrailers);
            // Within a stream the HTTP status is long sent; the last line says how it ended.
            await (Http.Response.HasStarted
                ? Http.Response.WriteAsync(new JsonObject { ["error"] = answer.ToJson() }.ToJsonString() + "\n", CancellationToken.None)
                : answer.Write(Http.Response, CancellationToken.None));
        }

        await Http.Response.CompleteAsync();
    }
}
