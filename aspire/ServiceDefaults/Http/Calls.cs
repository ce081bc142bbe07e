using Grpc.AspNetCore.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace PrivacyPlatform.ServiceDefaults;

/// <summary>Calls over gRPC and as JSON, with a limit, and errors with codes; and what tells others about them: health, reflection, OpenAPI.</summary>
public static class Calls
{
    public static WebApplicationBuilder AddCallDefaults(this WebApplicationBuilder builder)
    {
        builder.Services.Configure<GrpcServiceOptions>(options =>
        {
            options.MaxReceiveMessageSize = ServerLimits.LargestMessageBytes;
            options.Interceptors.Add<CallErrors>();
        });
        builder.Services.AddGrpc().AddJson();
        builder.Services.AddGrpcHealthChecks();
        builder.Services.AddGrpcReflection();
        return builder;
    }

    /// <summary>Health and the OpenAPI document are for everybody; reflection needs a token.</summary>
    public static WebApplication MapCallDefaults(this WebApplication app)
    {
        app.MapGrpcHealthChecksService().AllowAnonymous();
        app.MapGrpcReflectionService();
        app.MapGrpcOpenApi().AllowAnonymous();
        return app;
    }
}
