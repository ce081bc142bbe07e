using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PrivacyPlatform.EvidenceLog.Notes;

namespace PrivacyPlatform.Sealing.Tests;

public sealed class SealerTests : IAsyncLifetime
{
    private readonly LogFixture log = new();

    public ValueTask InitializeAsync() => log.InitializeAsync();

    public ValueTask DisposeAsync() => log.DisposeAsync();

    [Fact]
    public async Task A_running_service_seals_by_itself_and_another_takes_over()
    {
        using var first = await Started();
        using var second = await Started();
        await log.Add("acme", "a", 0, 1);
        await Sealed(1);
        await first.StopAsync();
        await log.Add("acme", "a", 1, 2);
        await Sealed(2);
        await second.StopAsync();
        await log.ShouldBeWholeLog("acme");
    }

    [Fact]
    public async Task A_sealer_whose_connections_are_cut_comes_back()
    {
        using var host = await Started();
        await log.Add("acme", "a", 0, 1);
        await Sealed(1);
        await log.Tamper("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE usename LIKE '%_sealer' AND datname = current_database()");
        await log.Add("acme", "a", 1, 2);
        await Sealed(2);
        await host.StopAsync();
        await log.ShouldBeWholeLog("acme");
    }

    private async Task<IHost> Started()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<INoteSigner>(log.Signer);
        builder.Services.AddSingleton(log.Service);
        builder.Services.AddSingleton<EventStore.StreamReader>();
        builder.Services.AddEvidence(log.Options, log.Database.Sealer);
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }

    /// <summary>Asks until the tree is that large: the pause is the server's, the bound ours.</summary>
    private async Task Sealed(long size)
    {
        for (var tries = 0; await log.Ask<long>("SELECT coalesce(max(tree_size), 0) FROM platform.checkpoints") < size; tries++)
        {
            tries.ShouldBeLessThan(600);
            await log.Ask<object>("SELECT pg_sleep(0.05)::text");
        }
    }
}
