using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;
using Npgsql;
using PrivacyPlatform.EventStore;
using PrivacyPlatform.EvidenceLog.Notes;
using PrivacyPlatform.Sealing;
using PrivacyPlatform.ServiceDefaults;
using PrivacyPlatform.Testing.Postgres;

namespace PrivacyPlatform.Cli.Tests;

/// <summary>A service that records and seals, wired as services are, on a real database and a real port.</summary>
public sealed class TestLog : IAsyncLifetime
{
    private readonly DirectoryInfo secrets = Directory.CreateTempSubdirectory("privacyplatform-secrets-");
    private TestDatabase? database;
    private WebApplication? app;
    private int commands;

    public string Url => app!.Urls.Single();

    /// <summary>The superuser, in the database of events.</summary>
    public string Admin => database!.Admin;

    /// <summary>The private key that <c>privacy</c> signs development tokens with.</summary>
    public string TokenKey { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        database = await TestDatabase.Create();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:store-owner"] = database.Owner,
            ["ConnectionStrings:store"] = database.Service,
            ["ConnectionStrings:store-relay"] = database.Relay,
            ["ConnectionStrings:store-sealer"] = database.Sealer,
            ["Evidence:Origin"] = "privacyplatform.invalid/test",
            ["Evidence:SigningKeyFile"] = Secret("evidence.pem", PemSigner.NewPem()),
            ["Auth:Issuer"] = DevelopmentKey.Issuer,
            ["Auth:Audience"] = DevelopmentKey.Audience,
            ["Auth:JwksFile"] = Jwks(),
        });
        await StoreSchema.Migrate(builder.Configuration, []);
        await SealingSchema.Migrate(builder.Configuration);

        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.AddServiceDefaults();
        builder.AddStore();
        builder.Services.AddGrpc();
        builder.AddEvidence();
        app = builder.Build();
        app.MapDefaultEndpoints();
        app.MapEvidence();
        await app.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await app!.DisposeAsync();
        await database!.DisposeAsync();
        secrets.Delete(recursive: true);
    }

    /// <summary>Records one event and waits until it is sealed.</summary>
    public async Task Record(string tenant, string stream, long expectedVersion)
    {
        var now = TimeProvider.System.GetUtcNow();
        await app!.Services.GetRequiredService<EventAppender>().Append(
            [new("counter", stream, expectedVersion, [new("counted", 1, """{"amount": 1}""")])],
            new()
            {
                CommandId = new Guid(Interlocked.Increment(ref commands), 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 1),
                Tenant = tenant,
                Actor = "tester",
                OccurredAt = now,
                RecordedAt = now,
            });
        for (var tries = 0; await Ask<long>("SELECT count(*) FROM platform.unsealed") > 0; tries++)
        {
            tries.ShouldBeLessThan(600);
            await Ask<object>("SELECT pg_sleep(0.05)::text");
        }
    }

    /// <summary>As the superuser.</summary>
    public async Task<T> Ask<T>(string sql)
    {
        await using var connection = new NpgsqlConnection(database!.Admin);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync() is T found ? found : default!;
    }

    private string Jwks()
    {
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        TokenKey = pair.ExportPkcs8PrivateKeyPem();
        var key = new ECDsaSecurityKey(pair);
        var point = pair.ExportParameters(includePrivateParameters: false).Q;
        return Secret(
            "jwks.json",
            $$"""{"keys":[{"kty":"EC","crv":"P-256","kid":"{{Base64UrlEncoder.Encode(key.ComputeJwkThumbprint())}}","x":"{{Base64UrlEncoder.Encode(point.X)}}","y":"{{Base64UrlEncoder.Encode(point.Y)}}"}]}""");
    }

    private string Secret(string name, string content)
    {
        var path = Path.Combine(secrets.FullName, name);
        File.WriteAllText(path, content);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        return path;
    }
}
