using Grpc.AspNetCore.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace PrivacyPlatform.ServiceDefaults;

/// <summary>What one caller may take of the server.</summary>
public static class ServerLimits
{
    /// <summary>Of one call, gRPC or JSON, where a service says nothing else.</summary>
    internal const int LargestMessageBytes = 1024 * 1024;

    // Above a message's limit, so that a call that is too large is answered by the call's edge, with its code.
    private const int AboveAMessage = 64 * 1024;
    private const int LargestHeadersBytes = 16 * 1024;
    private const int MostConnections = 10_000;
    private static readonly TimeSpan HeadersTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan KeepAlivePing = TimeSpan.FromSeconds(30);

    public static WebApplicationBuilder AddServerLimits(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(server =>
        {
            server.AddServerHeader = false;
            server.Limits.MaxRequestBodySize = LargestMessageBytes + AboveAMessage;
            server.Limits.MaxRequestHeadersTotalSize = LargestHeadersBytes;
            server.Limits.MaxConcurrentConnections = MostConnections;
            server.Limits.RequestHeadersTimeout = HeadersTimeout;
            server.Limits.Http2.KeepAlivePingDelay = KeepAlivePing;
        });
        return builder;
    }

    /// <summary>For a service that takes whole files. After <see cref="Defaults.AddServiceDefaults"/>.</summary>
    /// <param name="largestMessageBytes">Of one call, gRPC or JSON.</param>
    public static WebApplicationBuilder AddLargeCalls(this WebApplicationBuilder builder, int largestMessageBytes)
    {
        builder.Services.Configure<GrpcServiceOptions>(options => options.MaxReceiveMessageSize = largestMessageBytes);
        builder.WebHost.ConfigureKestrel(server => server.Limits.MaxRequestBodySize = largestMessageBytes + AboveAMessage);
        return builder;
    }
}
