using Grpc.AspNetCore.Server;
using Grpc.AspNetCore.Server.Model;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps gRPC services. The name is the package's.</summary>
public static class GrpcEndpointRouteBuilderExtensions
{
    /// <summary>Maps every method of the service to its path; attributes on the class and its methods become the endpoint's metadata.</summary>
    /// <exception cref="InvalidOperationException">AddGrpc was not called, or the type does not derive from a generated service base.</exception>
    public static GrpcServiceEndpointConventionBuilder MapGrpcService<TService>(this IEndpointRouteBuilder builder)
        where TService : class
    {
        ArgumentNullException.ThrowIfNull(builder);
        var fallback = builder.ServiceProvider.GetService<UnknownServiceFallback>()
            ?? throw new InvalidOperationException("Unable to find the required services. Please add all the required services by calling 'IServiceCollection.AddGrpc'.");

        var context = new ServiceMethodProviderContext<TService>();
        foreach (var provider in builder.ServiceProvider.GetServices<IServiceMethodProvider<TService>>())
        {
            provider.OnServiceMethodDiscovery(context);
        }

        var endpoints = new List<IEndpointConventionBuilder>();
        foreach (var mapped in context.Methods)
        {
            var endpoint = builder.Map(mapped.Pattern, mapped.Invoker).WithDisplayName($"gRPC - {mapped.Method.FullName}");
            endpoint.Add(e => e.Metadata.Add(new GrpcMethodMetadata(typeof(TService), mapped.Method)));
            endpoint.Add(e =>
            {
                foreach (var one in mapped.Metadata)
                {
                    e.Metadata.Add(one);
                }
            });
            endpoints.Add(endpoint);
        }

        foreach (var service in context.Methods.Select(mapped => mapped.Method.ServiceName).Distinct(StringComparer.Ordinal))
        {
            endpoints.Add(fallback.MapUnknownMethods(builder, service));
        }

        fallback.MapUnknownServices(builder);
        return new GrpcServiceEndpointConventionBuilder(endpoints);
    }
}
