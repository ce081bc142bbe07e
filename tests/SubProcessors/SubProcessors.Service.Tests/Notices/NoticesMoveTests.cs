using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;
using PrivacyPlatform.EventStore;
using PrivacyPlatform.SubProcessors.Service.Notices;
using PrivacyPlatform.Testing;

namespace PrivacyPlatform.SubProcessors.Service.Tests.Notices;

[Collection(nameof(NoticesApp))]
public sealed class NoticesMoveTests(NoticesApp app)
{
    private readonly ManualClock clock = new(app.Clock.GetUtcNow());

    [Fact]
    public async Task Health_tells_of_announcements_that_become_no_notices()
    {
        var health = Health();
        await using var held = new NpgsqlConnection(app.Admin);
        await held.OpenAsync();
        await using var holding = await held.BeginTransactionAsync();
        await Run(held, "SELECT FROM read.notices_issued_to FOR UPDATE");

        var tenant = await app.Tenant();
        await tenant.Announce();
        await Until(health, HealthStatus.Degraded);

        await holding.RollbackAsync();
        await app.First(tenant, "norse");
        await Until(health, HealthStatus.Healthy);
    }

    [Fact]
    public async Task Health_tells_of_a_delivery_that_is_due_and_not_tried()
    {
        var health = Health();
        await using var admin = new NpgsqlConnection(app.Admin);
        await admin.OpenAsync();
        // Of no notice that there is, so that no attempt can take it away.
        await Run(admin, "INSERT INTO read.notices_due VALUES ('nobody', '0191f3a0-0000-7000-8000-00000000dead', 1, '2020-01-01Z')");
        await Until(health, HealthStatus.Degraded);

        await Run(admin, "DELETE FROM read.notices_due WHERE tenant_id = 'nobody'");
        await Until(health, HealthStatus.Healthy);
    }

    [Fact]
    public async Task A_started_service_tells_it_where_it_tells_its_health() =>
        (await app.Http.GetStringAsync("/health/ready")).ShouldContain("{\"name\":\"notices\",\"status\":\"healthy\"}");

    private NoticesMove Health() => new(app.Get<NoticeQueue>(), app.Get<EventFeed>(), clock);

    /// <summary>Asked again and again, with more than patience between.</summary>
    private async Task Until(NoticesMove health, HealthStatus status)
    {
        using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var interval = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while ((await health.CheckHealthAsync(new HealthCheckContext(), bound.Token)).Status != status)
        {
            clock.Advance(NoticesMove.Patience + TimeSpan.FromSeconds(1));
            await interval.WaitForNextTickAsync(bound.Token);
        }
    }

    private static async Task Run(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
