using Grpc.AspNetCore.Server;
using Grpc.AspNetCore.Server.Model;
using Microsoft.Extensions.DependencyInjection.Extensions;
using PrivacyPlatform.Calls.Invocation;
using PrivacyPlatform.Calls.Json;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers JSON over HTTP.</summary>
public static class GrpcJsonServices
{
    /// <summary>Every method that MapGrpcService maps also answers <c>POST /package.Service/Method</c> with a JSON body.</summary>
    public static IGrpcServerBuilder AddJson(this IGrpcServerBuilder builder, Action<GrpcJsonOptions>? configureOptions = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddOptions<GrpcJsonOptions>();
        if (configureOptions is not null)
        {
            builder.Services.Configure(configureOptions);
        }

        builder.Services.TryAddSingleton<ProtobufJson>();
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton(typeof(IServiceMethodProvider<>), typeof(JsonServiceMethodProvider<>)));
        // With AddGrpc of the published packages, this is the only place that registers it.
        CallAuthorizationResult.AddTo(builder.Services);
        return builder;
    }
}
