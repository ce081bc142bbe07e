using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.Extensions.Logging;

namespace PrivacyPlatform.ServiceDefaults;

/// <summary>Around every call, gRPC and JSON alike: an exception leaves as a code, and nothing else of it does.</summary>
internal sealed partial class CallErrors(ILogger<CallErrors> log) : Interceptor
{
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            return await continuation(request, context).ConfigureAwait(false);
        }
        catch (Exception e) when (IsOurs(e, context))
        {
            throw Answer(e, context);
        }
    }

    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            await continuation(request, responseStream, context).ConfigureAwait(false);
        }
        catch (Exception e) when (IsOurs(e, context))
        {
            throw Answer(e, context);
        }
    }

    /// <summary>Not an answer that the service chose, and not the consequence of a caller who left.</summary>
    private static bool IsOurs(Exception exception, ServerCallContext context) =>
        exception is not RpcException && !context.CancellationToken.IsCancellationRequested;

    private RpcException Answer(Exception exception, ServerCallContext context)
    {
        if (Outages.Of(exception) is { } outage)
        {
            Unavailable(context.Method, outage.Code, exception.GetType().Name);
            return outage.ToRpcException();
        }

        Failed(exception, context.Method);
        return HttpErrors.Of(500).ToRpcException();
    }

    [LoggerMessage(LogLevel.Warning, "{Method} ended in {Code} because of {Exception}")]
    private partial void Unavailable(string method, string code, string exception);

    [LoggerMessage(LogLevel.Error, "{Method} ended in an exception")]
    private partial void Failed(Exception exception, string method);
}
