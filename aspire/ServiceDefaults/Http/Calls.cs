using Grpc.AspNetCore.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace PrivacyPlatform.ServiceDefaults;

/// <summary>
/// Calls over gRPC and as JSON, with a limit, errors with codes, and a record of what reviewers read; and what tells others about them: health,
/// reflection, OpenAPI, the list of reads, the state of projections.
/// </summary>
public static class Calls
{
    public static WebApplicationBuilder AddCallDefaults(this WebApplicationBuilder builder)
    {
        builder.Services.Configure<GrpcServiceOptions>(options =>
        {
            options.MaxReceiveMessageSize = ServerLimits.LargestMessageBytes;
            options.Interceptors.Add<CallErrors>();
            options.Interceptors.Add<RecordedReads>();
        });
        builder.Services.AddGrpc().AddJson();
        builder.Services.AddGrpcHealthChecks();
        builder.Services.AddGrpcReflection();
        return builder;
    }

    /// <summary>Reads are for reviewers, projections for operators, health and the OpenAPI document are for everybody; reflection needs a token.</summary>
    public static WebApplication MapCallDefaults(this WebApplication app)
    {
        app.MapGrpcService<ReadsGrpc>();
        app.MapGrpcService<ProjectionsGrpc>();
        app.MapGrpcHealthChecksService().AllowAnonymous();
        app.MapGrpcReflectionService();
        app.MapGrpcOpenApi().AllowAnonymous();
        return app;
    }
}
