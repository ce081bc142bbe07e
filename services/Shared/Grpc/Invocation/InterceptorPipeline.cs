using Grpc.AspNetCore.Server;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.Extensions.DependencyInjection;

namespace PrivacyPlatform.Calls.Invocation;

/// <summary>Puts the registered interceptors around a handler, the first registered outermost.</summary>
internal sealed class InterceptorPipeline(IEnumerable<InterceptorRegistration> registrations)
{
    private readonly InterceptorRegistration[] innermostFirst = [.. registrations.Reverse()];

    public UnaryServerMethod<TRequest, TResponse> Around<TRequest, TResponse>(UnaryServerMethod<TRequest, TResponse> handler)
        where TRequest : class
        where TResponse : class =>
        innermostFirst.Aggregate(handler, (next, registration) => (request, context) =>
            Call(registration, context, interceptor => interceptor.UnaryServerHandler(request, context, next)));

    public ClientStreamingServerMethod<TRequest, TResponse> Around<TRequest, TResponse>(ClientStreamingServerMethod<TRequest, TResponse> handler)
        where TRequest : class
        where TResponse : class =>
        innermostFirst.Aggregate(handler, (next, registration) => (requests, context) =>
            Call(registration, context, interceptor => interceptor.ClientStreamingServerHandler(requests, context, next)));

    public ServerStreamingServerMethod<TRequest, TResponse> Around<TRequest, TResponse>(ServerStreamingServerMethod<TRequest, TResponse> handler)
        where TRequest : class
        where TResponse : class =>
        innermostFirst.Aggregate(handler, (next, registration) => (request, responses, context) =>
            Call(registration, context, interceptor => interceptor.ServerStreamingServerHandler(request, responses, context, next)));

    public DuplexStreamingServerMethod<TRequest, TResponse> Around<TRequest, TResponse>(DuplexStreamingServerMethod<TRequest, TResponse> handler)
        where TRequest : class
        where TResponse : class =>
        innermostFirst.Aggregate(handler, (next, registration) => (requests, responses, context) =>
            Call(registration, context, interceptor => interceptor.DuplexStreamingServerHandler(requests, responses, context, next)));

    private static async Task<T> Call<T>(InterceptorRegistration registration, ServerCallContext context, Func<Interceptor, Task<T>> call)
    {
        var services = context.GetHttpContext().RequestServices;
        if (registration.Arguments.Count == 0 && services.GetService(registration.Type) is Interceptor registered)
        {
            return await call(registered);
        }

        var interceptor = (Interceptor)ActivatorUtilities.CreateInstance(services, registration.Type, [.. registration.Arguments]);
        try
        {
            return await call(interceptor);
        }
        finally
        {
            await Disposal.Of(interceptor);
        }
    }

    private static Task Call(InterceptorRegistration registration, ServerCallContext context, Func<Interceptor, Task> call) =>
        Call(registration, context, async interceptor =>
        {
            await call(interceptor);
            return true;
        });
}
