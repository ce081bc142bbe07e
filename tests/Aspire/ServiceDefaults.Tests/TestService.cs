using System.Net.Http.Headers;
using System.Text.Json;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace PrivacyPlatform.ServiceDefaults.Tests;

/// <summary>A small service with the defaults, on a real port.</summary>
internal sealed class TestService : IAsyncDisposable
{
    private readonly DirectoryInfo ownFolder;

    private TestService(WebApplication app, DirectoryInfo folder)
    {
        ownFolder = folder;
        App = app;
        // In the order of the endpoints' names: Grpc, Http.
        Channel = GrpcChannel.ForAddress(app.Urls.First());
        Client = new HttpClient { BaseAddress = new Uri(app.Urls.Last()) };
    }

    public WebApplication App { get; }

    public HttpClient Client { get; }

    public GrpcChannel Channel { get; }

    public string JwksFile => Path.Combine(ownFolder.FullName, "jwks.json");

    public static async Task<TestService> Start(
        Signer? signer = null, Action<WebApplicationBuilder>? configure = null, params (string Key, string? Value)[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("service-defaults-");
        try
        {
            return new TestService(await Start(folder, signer ?? Signer.Ec(), configure, settings), folder);
        }
        catch
        {
            folder.Delete(recursive: true);
            throw;
        }
    }

    private static async Task<WebApplication> Start(
        DirectoryInfo folder, Signer signer, Action<WebApplicationBuilder>? configure, (string Key, string? Value)[] settings)
    {
        var jwks = Path.Combine(folder.FullName, "jwks.json");
        await WriteKeys(jwks, signer);
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = folder.FullName });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Logging:Console:LogLevel:Default"] = "Critical",
            ["Kestrel:Endpoints:Grpc:Url"] = "http://127.0.0.1:0",
            ["Kestrel:Endpoints:Grpc:Protocols"] = "Http2",
            ["Kestrel:Endpoints:Http:Url"] = "http://127.0.0.1:0",
            ["Kestrel:Endpoints:Http:Protocols"] = "Http1",
            ["Auth:Issuer"] = Signer.Issuer,
            ["Auth:Audience"] = Signer.Audience,
            ["Auth:JwksFile"] = jwks,
        });
        builder.Configuration.AddInMemoryCollection(settings.ToDictionary(setting => setting.Key, setting => setting.Value, StringComparer.Ordinal));
        builder.AddServiceDefaults();
        configure?.Invoke(builder);

        var app = builder.Build();
        app.MapDefaultEndpoints();
        app.MapGrpcService<TestRpc>();
        app.MapGet("/whoami", (HttpContext context) => Caller.Of(context));
        app.MapGet("/emitters", [Authorize(Roles = Roles.Emitter)] () => "hello");
        app.MapPost("/echo", (Note note) => note);
        app.MapGet("/store", async ([FromServices] NpgsqlDataSource store) => await store.CreateCommand("SELECT 1").ExecuteScalarAsync());
        app.MapGet("/page", (HttpContext context, bool fails = false) =>
        {
            context.Response.Headers.CacheControl = "public, max-age=60";
            return fails ? throw new InvalidOperationException() : "open";
        }).AllowAnonymous().WithMetadata(new OpenToEverybody());
        app.MapGet("/throws", string () => throw new InvalidOperationException("password=secret of ada@example.com"));
        await app.StartAsync();
        return app;
    }

    public Task WriteKeys(params Signer[] signers) => WriteKeys(JwksFile, signers);

    public async Task<Answer> Get(string path, string? token = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        return await Send(request, token, headers);
    }

    public async Task<Answer> Send(HttpRequestMessage request, string? token, params (string Name, string Value)[] headers)
    {
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        using var response = await Client.SendAsync(request);
        return new Answer((int)response.StatusCode, await response.Content.ReadAsStringAsync(), response.Content.Headers.ContentType?.MediaType, response.Headers);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        Channel.Dispose();
        await App.DisposeAsync();
        ownFolder.Delete(recursive: true);
    }

    private static Task WriteKeys(string path, params Signer[] signers) =>
        File.WriteAllTextAsync(path, JsonSerializer.Serialize(new { keys = signers.Select(signer => signer.PublicKey).Select(key => new { kty = key.Kty, kid = key.KeyId, crv = key.Crv, x = key.X, y = key.Y, n = key.N, e = key.E }) }));

    internal sealed record Note(string Text);
}

internal sealed record Answer(int Status, string Body, string? ContentType, HttpResponseHeaders Headers)
{
    public string? Code => Text("code");

    public string? Field => Text("field");

    public string? Text(string name) =>
        JsonDocument.Parse(Body).RootElement.TryGetProperty(name, out var value) ? value.GetString() : null;
}
