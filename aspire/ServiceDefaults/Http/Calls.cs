using Grpc.AspNetCore.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace PrivacyPlatform.ServiceDefaults;

/// <summary>gRPC, the same methods as JSON over HTTP, and gRPC's own health and reflection services.</summary>
public static class Calls
{
    public static WebApplicationBuilder AddCalls(this WebApplicationBuilder builder)
    {
        builder.Services.AddGrpc(ConfigureCalls).AddJson();
        builder.Services.AddGrpcHealthChecks();
        builder.Services.AddGrpcReflection();
        return builder;
    }

    /// <summary>Health is for anybody; reflection shows the contract to callers with a token.</summary>
    public static WebApplication MapCallServices(this WebApplication app)
    {
        app.MapGrpcHealthChecksService().AllowAnonymous();
        app.MapGrpcReflectionService();
        return app;
    }

    private static void ConfigureCalls(GrpcServiceOptions options)
    {
        options.MaxReceiveMessageSize = ServerLimits.LargestMessageBytes;
        options.Interceptors.Add<CallErrors>();
    }
}
