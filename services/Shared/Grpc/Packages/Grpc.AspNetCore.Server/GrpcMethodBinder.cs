using Grpc.AspNetCore.Server.Model;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PrivacyPlatform.Calls.Invocation;

namespace Grpc.AspNetCore.Server;

/// <summary>Gives a service its gRPC endpoints.</summary>
internal sealed class GrpcServiceMethodProvider<TService>(IOptions<GrpcServiceOptions> options, ILoggerFactory loggers) : IServiceMethodProvider<TService>
    where TService : class
{
    public void OnServiceMethodDiscovery(ServiceMethodProviderContext<TService> context) =>
        new GrpcMethodBinder<TService>(context, options.Value, loggers.CreateLogger<TService>()).BindAll();
}

/// <summary>Makes an endpoint of each method.</summary>
internal sealed class GrpcMethodBinder<TService>(ServiceMethodProviderContext<TService> endpoints, GrpcServiceOptions options, ILogger logger)
    : MethodBinder<TService>(options.Interceptors)
    where TService : class
{
    protected override void Bind<TRequest, TResponse>(Method<TRequest, TResponse> method, IList<object> metadata, UnaryServerMethod<TRequest, TResponse> handler) =>
        Add(method, metadata, async call =>
        {
            var request = await call.ReadRequest(method.RequestMarshaller);
            await call.WriteResponse(method.ResponseMarshaller, await handler(request, call));
        });

    protected override void Bind<TRequest, TResponse>(Method<TRequest, TResponse> method, IList<object> metadata, ClientStreamingServerMethod<TRequest, TResponse> handler) =>
        Add(method, metadata, async call =>
            await call.WriteResponse(method.ResponseMarshaller, await handler(new RequestStream<TRequest>(call, method.RequestMarshaller), call)));

    protected override void Bind<TRequest, TResponse>(Method<TRequest, TResponse> method, IList<object> metadata, ServerStreamingServerMethod<TRequest, TResponse> handler) =>
        Add(method, metadata, async call =>
        {
            var request = await call.ReadRequest(method.RequestMarshaller);
            await handler(request, new ResponseStream<TResponse>(call, method.ResponseMarshaller), call);
        });

    protected override void Bind<TRequest, TResponse>(Method<TRequest, TResponse> method, IList<object> metadata, DuplexStreamingServerMethod<TRequest, TResponse> handler) =>
        Add(method, metadata, call =>
            handler(new RequestStream<TRequest>(call, method.RequestMarshaller), new ResponseStream<TResponse>(call, method.ResponseMarshaller), call));

    private void Add<TRequest, TResponse>(Method<TRequest, TResponse> method, IList<object> metadata, Func<GrpcServerCallContext, Task> answer)
        where TRequest : class
        where TResponse : class =>
        endpoints.AddMethod(method, RoutePatternFactory.Parse(method.FullName), [.. metadata, new HttpMethodMetadata([HttpMethods.Post])], async http =>
        {
            if (!GrpcRequest.IsAcceptable(http))
            {
                return;
            }

            using var call = new GrpcServerCallContext(http, method, options, logger);
            await call.Run(() => answer(call));
        });
}
