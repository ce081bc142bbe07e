using Grpc.Core;
using Grpc.Health.V1;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using PrivacyPlatform.Calls.Tests.Server;
using ServingStatus = Grpc.Health.V1.HealthCheckResponse.Types.ServingStatus;

namespace PrivacyPlatform.Calls.Tests;

public sealed class HealthTests : IAsyncLifetime
{
    // Its own: the shared one has to stay healthy.
    private readonly ProbeServer server = new();

    public ValueTask InitializeAsync() => server.InitializeAsync();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task A_watcher_learns_when_the_checks_change_their_mind()
    {
        var client = new Health.HealthClient(server.Channel);
        using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        using var watch = client.Watch(new HealthCheckRequest(), cancellationToken: bound.Token);
        (await watch.ResponseStream.MoveNext()).ShouldBeTrue();
        watch.ResponseStream.Current.Status.ShouldBe(ServingStatus.Serving);

        server.Health = HealthStatus.Unhealthy;
        (await client.CheckAsync(new HealthCheckRequest())).Status.ShouldBe(ServingStatus.NotServing);

        (await watch.ResponseStream.MoveNext()).ShouldBeTrue();
        watch.ResponseStream.Current.Status.ShouldBe(ServingStatus.NotServing);
    }

    [Fact]
    public async Task A_watcher_does_not_keep_the_process_from_stopping()
    {
        using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        using var watch = new Health.HealthClient(server.Channel).Watch(new HealthCheckRequest(), cancellationToken: bound.Token);
        (await watch.ResponseStream.MoveNext()).ShouldBeTrue();

        var stopped = server.Stop();

        (await watch.ResponseStream.MoveNext()).ShouldBeFalse();
        await stopped.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task A_service_that_works_badly_still_serves()
    {
        server.Health = HealthStatus.Degraded;

        (await new Health.HealthClient(server.Channel).CheckAsync(new HealthCheckRequest())).Status.ShouldBe(ServingStatus.Serving);
    }
}
