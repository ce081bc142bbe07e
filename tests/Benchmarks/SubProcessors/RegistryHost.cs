using System.IO.Compression;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging;
using PrivacyPlatform.Benchmarks.Store;
using PrivacyPlatform.EventStore;
using PrivacyPlatform.Sealing;
using PrivacyPlatform.ServiceDefaults;
using PrivacyPlatform.SubProcessors.Service;
using PrivacyPlatform.SubProcessors.Service.Engagements;
using PrivacyPlatform.SubProcessors.Service.Public;
using PrivacyPlatform.SubProcessors.Service.Registers;
using PrivacyPlatform.SubProcessors.Service.Vendors;

namespace PrivacyPlatform.Benchmarks.SubProcessors;

/// <summary>The registry's service as far as its public pages need it, and a folder of files beside it that goes through all that they go through.</summary>
internal sealed class RegistryHost : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly string folder = Directory.CreateTempSubdirectory("privacyplatform-bench-files-").FullName;

    private RegistryHost(StoreDatabase database)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = folder });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:store"] = database.ServiceConnection,
            ["ConnectionStrings:store-relay"] = database.RelayConnection,
            ["Auth:Issuer"] = "https://bench.invalid",
            ["Auth:Audience"] = "bench",
            ["Auth:Authority"] = "https://bench.invalid",
        });
        builder.AddServiceDefaults().AddStore();
        builder.Logging.ClearProviders();
        builder.Services.AddRegistry().AddSingleton<EvidenceReader>();
        builder.AddPublicFace();
        app = builder.Build();
        app.UseStaticFiles(new StaticFileOptions { FileProvider = new PhysicalFileProvider(folder), RequestPath = "/files", ServeUnknownFileTypes = true });
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapPublicFace();
    }

    public int Port => new Uri(app.Urls.Single()).Port;

    public static MigrationScript[] Migrations => [.. MigrationScript.EmbeddedIn(typeof(RegistryServices).Assembly)];

    public static async Task<RegistryHost> Start(StoreDatabase database)
    {
        var host = new RegistryHost(database);
        await host.app.StartAsync();
        return host;
    }

    public T Get<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    /// <summary>Takes decided events in, with the read models that the service keeps of them.</summary>
    public async Task Import(CommandEnvelope envelope, IAsyncEnumerable<StreamImport> streams, CancellationToken ct)
    {
        await Get<EventImporter>().Import(envelope, streams, announce: false, ct);
        var rebuild = ActivatorUtilities.CreateInstance<InlineRebuild>(app.Services);
        await rebuild.Run(RegisterModule.Stream, ct: ct);
        await rebuild.Run(VendorModule.Stream, ct: ct);
        await rebuild.Run(EngagementModule.Stream, ct: ct);
    }

    /// <summary>Puts what an address answers into files: as it is, and compressed as a whole.</summary>
    /// <returns>The files' addresses.</returns>
    public async Task<(string Plain, string Gzip)> Keep(string address, CancellationToken ct)
    {
        using var client = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.None }) { BaseAddress = new Uri(app.Urls.Single()) };
        var name = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString("N");
        var bytes = await client.GetByteArrayAsync(address, ct);
        await File.WriteAllBytesAsync(Path.Combine(folder, $"{name}.bin"), bytes, ct);
        await using (var gzip = new GZipStream(File.Create(Path.Combine(folder, $"{name}.gz")), CompressionLevel.Optimal))
        {
            await gzip.WriteAsync(bytes, ct);
        }

        return ($"/files/{name}.bin", $"/files/{name}.gz");
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
