using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace PrivacyPlatform.Cli.Tests;

/// <summary>Answers of a test's own behind the real protocol on a real port.</summary>
internal abstract class TestService<TRpc>(WebApplication server) : IAsyncDisposable
    where TRpc : class
{
    public string Url => server.Urls.Single();

    public TRpc Service => server.Services.GetRequiredService<TRpc>();

    public static Timestamp At(string instant) => DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture).ToTimestamp();

    /// <summary>As the services refuse: with a code and a field.</summary>
    public static RpcException Refused(StatusCode status, string code, string? field, string message)
    {
        var details = new Google.Rpc.Status { Code = (int)status, Message = message, Details = { Any.Pack(new ErrorInfo { Reason = code, Domain = "privacyplatform" }) } };
        if (field is not null)
        {
            details.Details.Add(Any.Pack(new BadRequest { FieldViolations = { new BadRequest.Types.FieldViolation { Field = field } } }));
        }

        return details.ToRpcException();
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    protected static async Task<WebApplication> Serve()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc();
        builder.Services.AddSingleton<TRpc>();
        var app = builder.Build();
        app.MapGrpcService<TRpc>();
        await app.StartAsync();
        return app;
    }
}
