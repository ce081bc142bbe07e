using System.Diagnostics;
using System.Net;
using Grpc.AspNetCore.Server;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

[assembly: AssemblyFixture(typeof(PrivacyPlatform.Calls.Tests.Server.ProbeServer))]

namespace PrivacyPlatform.Calls.Tests.Server;

/// <summary>The probe over Kestrel, on a gRPC port and a JSON port, as a service of the platform runs.</summary>
public sealed class ProbeServer : IAsyncLifetime
{
    // Somebody has to listen, or ASP.NET Core starts no activities.
    private readonly ActivityListener listener = new()
    {
        ShouldListenTo = source => source.Name == "Microsoft.AspNetCore",
        Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
    };

    private WebApplication? app;

    public string GrpcAddress { get; private set; } = "";

    public string JsonAddress { get; private set; } = "";

    public GrpcChannel Channel { get; private set; } = null!;

    public Cancellations Cancellations { get; } = new();

    public NotingInterceptor.Notes Notes { get; } = new();

    public HealthStatus Health { get; set; } = HealthStatus.Healthy;

    public async ValueTask InitializeAsync()
    {
        ActivitySource.AddActivityListener(listener);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0, port => port.Protocols = HttpProtocols.Http2);
            kestrel.Listen(IPAddress.Loopback, 0, port => port.Protocols = HttpProtocols.Http1);
        });
        builder.Services.AddSingleton(Cancellations).AddSingleton(Notes);
        builder.Services.AddAuthentication(ProbeToken.SchemeName).AddScheme<AuthenticationSchemeOptions, ProbeToken>(ProbeToken.SchemeName, null);
        builder.Services.AddAuthorization();
        builder.Services.AddGrpc(Configure).AddJson();
        builder.Services.AddGrpcReflection();
        builder.Services.AddGrpcHealthChecks(options => options.Services.Map("probe.v1.ProbeService", _ => true)).AddCheck("probe", () => new HealthCheckResult(Health));
        app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapGrpcService<ProbeImplementation>();
        app.MapGrpcHealthChecksService();
        app.MapGrpcReflectionService();
        app.MapGrpcOpenApi(title: "Probe");
        await app.StartAsync();

        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.ToArray();
        (GrpcAddress, JsonAddress) = (addresses[0], addresses[1]);
        Channel = GrpcChannel.ForAddress(GrpcAddress, new GrpcChannelOptions { MaxReceiveMessageSize = null, UnsafeUseInsecureChannelCallCredentials = true });
    }

    public Task Stop() => app!.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Channel.Dispose();
        await app!.DisposeAsync();
        listener.Dispose();
    }

    private static void Configure(GrpcServiceOptions options)
    {
        options.ResponseCompressionAlgorithm = "gzip";
        options.Interceptors.Add<NotingInterceptor>();
    }
}
