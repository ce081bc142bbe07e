using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using PrivacyPlatform.SubProcessors.Service.Public;
using PrivacyPlatform.Testing.Services;

namespace PrivacyPlatform.SubProcessors.Public.Tests;

/// <summary>The public addresses on a real port, over registers that a test gives.</summary>
public sealed class PublicSite : IAsyncLifetime
{
    private WebApplication? app;

    internal KeptHistories Histories { get; } = new();

    internal ServiceClock Clock { get; } = new(RealRegisters.Now);

    /// <summary>Follows nothing and unpacks nothing by itself.</summary>
    public HttpClient Client { get; private set; } = null!;

    public string Address => Client.BaseAddress!.ToString().TrimEnd('/');

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRouting(options => options.SetParameterPolicy<Microsoft.AspNetCore.Routing.Constraints.RegexInlineRouteConstraint>("regex"));
        builder.Services.AddAuthorization();
        builder.Services.AddSingleton<IRegisterHistories>(Histories);
        builder.Services.AddSingleton<ICheckpoints>(Histories);
        builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock));
        builder.AddPublicFace();
        app = builder.Build();
        app.MapPublicFace();
        await app.StartAsync();
        foreach (var history in RealRegisters.All())
        {
            Histories.Put(history);
        }

        Client = new(new SocketsHttpHandler { AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.None }) { BaseAddress = new(app.Urls.Single()) };
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (app is not null)
        {
            await app.DisposeAsync();
        }
    }
}
