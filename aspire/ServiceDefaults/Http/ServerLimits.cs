using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace PrivacyPlatform.ServiceDefaults;

/// <summary>What one caller may take of the server.</summary>
public static class ServerLimits
{
    /// <summary>Of one call, gRPC or JSON.</summary>
    internal const int LargestMessageBytes = 1024 * 1024;

    // Above a message's limit, so that a call that is too large is answered by the call's edge, with its code.
    private const int LargestRequestBytes = LargestMessageBytes + (64 * 1024);
    private const int LargestHeadersBytes = 16 * 1024;
    private const int MostConnections = 10_000;
    private static readonly TimeSpan HeadersTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan KeepAlivePing = TimeSpan.FromSeconds(30);

    public static WebApplicationBuilder AddServerLimits(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(server =>
        {
            server.AddServerHeader = false;
            server.Limits.MaxRequestBodySize = LargestRequestBytes;
            server.Limits.MaxRequestHeadersTotalSize = LargestHeadersBytes;
            server.Limits.MaxConcurrentConnections = MostConnections;
            server.Limits.RequestHeadersTimeout = HeadersTimeout;
            server.Limits.Http2.KeepAlivePingDelay = KeepAlivePing;
        });
        return builder;
    }
}
