using Grpc.AspNetCore.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace PrivacyPlatform.ServiceDefaults;

/// <summary>What holds for every call of a service that says AddGrpc: a limit, and errors with codes.</summary>
public static class Calls
{
    public static WebApplicationBuilder AddCallDefaults(this WebApplicationBuilder builder)
    {
        builder.Services.Configure<GrpcServiceOptions>(options =>
        {
            options.MaxReceiveMessageSize = ServerLimits.LargestMessageBytes;
            options.Interceptors.Add<CallErrors>();
        });
        return builder;
    }
}
