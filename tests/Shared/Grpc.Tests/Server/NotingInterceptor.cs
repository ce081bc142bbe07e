using System.Collections.Concurrent;
using System.Diagnostics;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace PrivacyPlatform.Calls.Tests.Server;

/// <summary>Notes every call, and maps one exception to a status, as a service's own would.</summary>
public sealed class NotingInterceptor(NotingInterceptor.Notes notes) : Interceptor
{
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        notes.Methods.Enqueue(context.Method);
        notes.Service = Activity.Current?.GetTagItem("rpc.service") as string;
        return await continuation(request, context);
    }

    public override Task ServerStreamingServerHandler<TRequest, TResponse>(TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        notes.Methods.Enqueue(context.Method);
        return continuation(request, responseStream, context);
    }

    public sealed class Notes
    {
        public ConcurrentQueue<string> Methods { get; } = [];

        public string? Service { get; set; }
    }
}
