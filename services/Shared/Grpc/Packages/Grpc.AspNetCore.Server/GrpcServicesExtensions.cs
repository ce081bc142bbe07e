using Grpc.AspNetCore.Server;
using Grpc.AspNetCore.Server.Model;
using Microsoft.Extensions.DependencyInjection.Extensions;
using PrivacyPlatform.Calls.Invocation;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers gRPC. The name is the package's.</summary>
public static class GrpcServicesExtensions
{
    /// <summary>Makes MapGrpcService possible.</summary>
    public static IGrpcServerBuilder AddGrpc(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddRouting();
        services.AddOptions<GrpcServiceOptions>();
        services.TryAddSingleton<UnknownServiceFallback>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton(typeof(IServiceMethodProvider<>), typeof(GrpcServiceMethodProvider<>)));
        CallAuthorizationResult.AddTo(services);
        return new Builder(services);
    }

    /// <summary>Makes MapGrpcService possible, with options for all services.</summary>
    public static IGrpcServerBuilder AddGrpc(this IServiceCollection services, Action<GrpcServiceOptions> configureOptions)
    {
        services.Configure(configureOptions);
        return services.AddGrpc();
    }

    private sealed record Builder(IServiceCollection Services) : IGrpcServerBuilder;
}
