using Google.Protobuf.Reflection;
using Grpc.AspNetCore.Server;
using Grpc.AspNetCore.Server.Model;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PrivacyPlatform.Calls.Invocation;

namespace PrivacyPlatform.Calls.Json;

/// <summary>Gives a service its JSON endpoints.</summary>
internal sealed class JsonServiceMethodProvider<TService>(IOptions<GrpcServiceOptions> options, ProtobufJson json, ILoggerFactory loggers) : IServiceMethodProvider<TService>
    where TService : class
{
    public void OnServiceMethodDiscovery(ServiceMethodProviderContext<TService> context)
    {
        if (GeneratedService.DescriptorOf(typeof(TService)) is { } service && !service.FullName.StartsWith("grpc.", StringComparison.Ordinal))
        {
            new JsonMethodBinder<TService>(service, context, options.Value, json, loggers.CreateLogger<TService>()).BindAll();
        }
    }
}

/// <summary>Makes an endpoint of each method.</summary>
internal sealed class JsonMethodBinder<TService>(
    ServiceDescriptor service, ServiceMethodProviderContext<TService> endpoints, GrpcServiceOptions options, ProtobufJson json, ILogger logger)
    : MethodBinder<TService>(options.Interceptors)
    where TService : class
{
    protected override void Bind<TRequest, TResponse>(Method<TRequest, TResponse> method, IList<object> metadata, UnaryServerMethod<TRequest, TResponse> handler) =>
        Add(method, metadata, async (call, type) => call.SetResponse(await handler(await call.ReadRequest<TRequest>(type), call)));

    protected override void Bind<TRequest, TResponse>(Method<TRequest, TResponse> method, IList<object> metadata, ServerStreamingServerMethod<TRequest, TResponse> handler) =>
        Add(method, metadata, async (call, type) => await handler(await call.ReadRequest<TRequest>(type), new JsonLineWriter<TResponse>(call), call));

    protected override void Bind<TRequest, TResponse>(Method<TRequest, TResponse> method, IList<object> metadata, ClientStreamingServerMethod<TRequest, TResponse> handler) =>
        Add(method, metadata, (call, _) => call.RefuseRequestStream());

    protected override void Bind<TRequest, TResponse>(Method<TRequest, TResponse> method, IList<object> metadata, DuplexStreamingServerMethod<TRequest, TResponse> handler) =>
        Add(method, metadata, (call, _) => call.RefuseRequestStream());

    private void Add<TRequest, TResponse>(Method<TRequest, TResponse> method, IList<object> metadata, Func<JsonServerCallContext, MessageDescriptor, Task> answer)
        where TRequest : class
        where TResponse : class
    {
        var descriptor = service.FindMethodByName(method.Name);
        // The content type tells this endpoint from gRPC's own at the same path.
        object[] own = [new JsonMethodMetadata(descriptor), new HttpMethodMetadata([HttpMethods.Post]), new AcceptsMetadata(["application/json"])];
        endpoints.AddMethod(method, RoutePatternFactory.Parse(method.FullName), [.. metadata, .. own], async http =>
        {
            using var call = new JsonServerCallContext(http, method, options, json, logger);
            await call.Run(() => answer(call, descriptor.InputType));
        });
    }
}
