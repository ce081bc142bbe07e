using System.Diagnostics;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Local;
using Aspire.Hosting.Orchestration;
using Npgsql;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace PrivacyPlatform.Hosting.Tests;

public sealed class ServerTests
{
    [Fact]
    public async Task A_database_comes_up_comes_back_after_a_crash_and_goes_without_a_trace()
    {
        await using var app = new TrialApp();
        var database = app.Builder.AddPostgres("pg").AddDatabase("orders");
        DistributedApplication application = await app.Start();
        await app.Healthy("orders");
        string connectionString = (await ((IResourceWithConnectionString)database.Resource).GetConnectionStringAsync())!;
        (await Ask(connectionString, "SELECT current_database() || ' ' || current_setting('fsync') || ' ' || current_setting('listen_addresses')"))
            .ShouldBe("orders on 127.0.0.1");
        await Ask(connectionString, "CREATE TABLE kept AS SELECT 'kept' AS word; SELECT 1");

        using (Process server = Process.GetProcessById(app.ProcessOf("pg", "postgres")))
        {
            server.Kill();
        }

        await application.ResourceNotifications.WaitUntil("pg", status => status.State == ResourceState.Restarting, TrialApp.Bound);
        await app.Healthy("pg"); // the database's own state is still the one from before the crash
        (await Ask(connectionString, "SELECT word FROM kept")).ShouldBe("kept");

        int process = app.ProcessOf("pg", "postgres");
        await app.Stop();
        Directory.Exists($"/proc/{process}").ShouldBeFalse();
        Directory.GetFiles(Path.Combine(app.Local, "run", "pids"), "*", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_database_asks_for_a_password()
    {
        await using var app = new TrialApp();
        var server = app.Builder.AddPostgres("pg");
        await app.Start();
        await app.Healthy("pg");
        string wrong = $"Host=127.0.0.1;Port={server.Resource.PrimaryEndpoint.Port};Username=postgres;Password=wrong";

        (await Should.ThrowAsync<PostgresException>(() => Ask(wrong, "SELECT 'in'"))).SqlState.ShouldBe(PostgresErrorCodes.InvalidPassword);
    }

    [Fact]
    public async Task Two_applications_run_side_by_side()
    {
        await using var one = new TrialApp();
        await using var two = new TrialApp();
        one.Builder.AddPostgres("pg");
        two.Builder.AddPostgres("pg");

        await Task.WhenAll(one.Start(), two.Start());
        await Task.WhenAll(one.Healthy("pg"), two.Healthy("pg"));

        one.ProcessOf("pg", "postgres").ShouldNotBe(two.ProcessOf("pg", "postgres"));
    }

    [Fact]
    public async Task A_resource_that_is_held_stops_and_comes_back_on_the_same_port_when_released()
    {
        await using var app = new TrialApp();
        app.Builder.AddPostgres("pg");
        DistributedApplication application = await app.Start();
        await app.Healthy("pg");
        string ports = Path.Combine(app.Local, "run", "ports.json");
        string before = await File.ReadAllTextAsync(ports);
        string hold = Path.Combine(app.Local, "run", "held", "pg");

        await File.WriteAllTextAsync(hold, "");
        await application.ResourceNotifications.WaitUntil("pg", status => status.State == ResourceState.Stopped, TrialApp.Bound);
        File.Delete(hold);
        await app.Healthy("pg");

        (await File.ReadAllTextAsync(ports)).ShouldBe(before);
    }

    [Fact]
    public async Task A_broker_takes_its_administrator_and_commands_keeps_its_data_and_knows_no_guest()
    {
        string folder = Directory.CreateTempSubdirectory("privacyplatform-trial-").FullName;
        await using (LocalRabbitMq broker = await LocalRabbitMq.Start(folder, cancellationToken: TrialApp.Bound))
        {
            await broker.Control("add_vhost", "trial");
            await broker.Stop();
            await broker.Start(TrialApp.Bound);
            (await broker.Control("list_vhosts")).ShouldContain("trial");
            BrokerUnreachableException refused = await Should.ThrowAsync<BrokerUnreachableException>(() => Connect(broker.UriFor("guest", "guest")));
            refused.InnerException.ShouldBeOfType<AuthenticationFailureException>();
        }

        Directory.GetFiles(folder, "*.pid").ShouldBeEmpty();
        Directory.Delete(folder, recursive: true);
    }

    private static async Task Connect(Uri address)
    {
        await using IConnection connection = await new ConnectionFactory { Uri = address }.CreateConnectionAsync();
    }

    private static async Task<string?> Ask(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (await command.ExecuteScalarAsync())?.ToString();
    }
}
