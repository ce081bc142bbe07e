using Google.Rpc;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using PrivacyPlatform.Consent.V1;
using PrivacyPlatform.EventStore;
using PrivacyPlatform.Testing.Postgres;

namespace PrivacyPlatform.ServiceDefaults.Tests;

public sealed class StoreTests : IAsyncLifetime
{
    private TestDatabase database = null!;

    public async ValueTask InitializeAsync() => database = await TestDatabase.Create();

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Fact]
    public async Task Migrating_needs_the_databases_addresses_and_nothing_else()
    {
        (await Migrate("--migrate")).ShouldBeTrue();
        (await Migrate("--migrate")).ShouldBeTrue();
    }

    [Fact]
    public async Task Without_being_asked_a_service_does_not_migrate()
    {
        (await Migrate()).ShouldBeFalse();

        await using var admin = NpgsqlDataSource.Create(database.Admin);
        await using var command = admin.CreateCommand("SELECT count(*) FROM information_schema.schemata WHERE schema_name = 'events'");
        (await command.ExecuteScalarAsync()).ShouldBe(0L);
    }

    [Fact]
    public async Task A_service_is_ready_while_its_database_answers_and_not_when_it_does_not()
    {
        await Migrate("--migrate");
        await using var service = await TestService.Start(configure: builder => builder.AddStore(), settings: Addresses());
        (await service.Get("/health/ready")).Body.ShouldContain("""{"name":"database","status":"healthy"}""");

        await LockOut();
        var ready = await service.Get("/health/ready");

        ready.Status.ShouldBe(503);
        ready.Body.ShouldContain("""{"name":"database","status":"unhealthy"}""");
        (await service.Get("/health/live")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_database_that_went_away_is_told_as_an_outage_to_try_again()
    {
        await Migrate("--migrate");
        var signer = Signer.Ec();
        await using var service = await TestService.Start(signer, configure: builder => builder.AddStore(), settings: Addresses());
        await LockOut();

        var answer = await service.Get("/store", signer.Token());

        (answer.Status, answer.Code).ShouldBe((503, "store.unavailable"));
        answer.Headers.RetryAfter.ShouldNotBeNull().Delta.ShouldBe(TimeSpan.FromSeconds(1));
        answer.Body.ShouldNotContain("pp_test");
    }

    [Fact]
    public async Task While_the_store_is_not_accepted_nothing_is_served_but_health()
    {
        await Migrate("--migrate");
        var signer = Signer.Ec();
        await using var service = await TestService.Start(signer, configure: builder => builder.AddStore(), settings: Addresses());
        var gate = service.App.Services.GetRequiredService<StoreGate>();
        (await service.Get("/store", signer.Token())).Status.ShouldBe(200);

        gate.Close("a test says so");
        var answer = await service.Get("/store", signer.Token());
        var call = await Should.ThrowAsync<RpcException>(async () => await new ConsentService.ConsentServiceClient(service.Channel).ListPurposesAsync(new()));

        (answer.Status, answer.Code).ShouldBe((503, "store.not_accepted"));
        (call.StatusCode, call.GetRpcStatus()!.GetDetail<ErrorInfo>()!.Reason).ShouldBe((StatusCode.Unavailable, "store.not_accepted"));
        (await service.Get("/health/live")).Status.ShouldBe(200);

        gate.Open();
        (await service.Get("/store", signer.Token())).Status.ShouldBe(200);
    }

    private async Task<bool> Migrate(params string[] args)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(Addresses().ToDictionary(one => one.Key, one => one.Value, StringComparer.Ordinal));
        return await builder.Migrate(args);
    }

    private (string Key, string? Value)[] Addresses() =>
    [
        ("ConnectionStrings:store", database.Service),
        ("ConnectionStrings:store-relay", database.Relay),
        ("ConnectionStrings:store-owner", database.Owner),
    ];

    private Task LockOut()
    {
        var name = new NpgsqlConnectionStringBuilder(database.Service).Database;
        return PostgresServer.Run(
            $"ALTER DATABASE {name} ALLOW_CONNECTIONS false",
            $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'");
    }
}
