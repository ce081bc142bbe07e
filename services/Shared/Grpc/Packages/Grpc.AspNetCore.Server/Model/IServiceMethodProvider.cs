using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Grpc.AspNetCore.Server.Model;

/// <summary>Tells which endpoints a service has; gRPC's own is one, JSON another.</summary>
public interface IServiceMethodProvider<TService>
    where TService : class
{
    /// <summary>Adds the endpoints to the context.</summary>
    void OnServiceMethodDiscovery(ServiceMethodProviderContext<TService> context);
}

/// <summary>Collects a service's endpoints.</summary>
public class ServiceMethodProviderContext<TService>
    where TService : class
{
    internal ServiceMethodProviderContext() { }

    internal List<MappedMethod> Methods { get; } = [];

    /// <summary>Adds an endpoint.</summary>
    /// <param name="method">What it calls.</param>
    /// <param name="pattern">Where.</param>
    /// <param name="metadata">What the endpoint is told: authorization, HTTP methods.</param>
    /// <param name="invoker">Answers.</param>
    public void AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, RoutePattern pattern, IList<object> metadata, RequestDelegate invoker)
        where TRequest : class
        where TResponse : class => Methods.Add(new MappedMethod(method, pattern, [.. metadata], invoker));

    internal sealed record MappedMethod(IMethod Method, RoutePattern Pattern, IReadOnlyList<object> Metadata, RequestDelegate Invoker);
}
