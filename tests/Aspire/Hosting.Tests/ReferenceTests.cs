using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Orchestration;

namespace PrivacyPlatform.Hosting.Tests;

public sealed class ReferenceTests
{
    [Fact]
    public async Task A_reference_is_a_connection_string_under_the_sources_name_or_the_one_given()
    {
        await using var app = new TrialApp("--Parameters:pg-password=secret");
        var postgres = app.Builder.AddPostgres("pg", password: app.Builder.AddParameter("pg-password", secret: true), port: 15431);
        var database = postgres.AddDatabase("orders-db", "orders");
        var service = app.Builder.AddExecutable("service", "true", ".").WithReference(database).WithReference(database, "store-owner");
        app.GivePorts();

        var environment = await service.Resource.GetEnvironmentVariableValuesAsync();

        const string expected = "Host=127.0.0.1;Port=15431;Username=postgres;Password=secret;Database=orders";
        environment.ShouldContainKeyAndValue("ConnectionStrings__orders-db", expected);
        environment.ShouldContainKeyAndValue("ConnectionStrings__store-owner", expected);
    }

    [Fact]
    public async Task A_broker_is_an_AMQP_address_with_its_administrator()
    {
        await using var app = new TrialApp("--Parameters:mq-password=secret");
        var broker = app.Builder.AddRabbitMQ("mq", app.Builder.AddParameter("mq-user", "administrator"), app.Builder.AddParameter("mq-password"), port: 15432);
        var service = app.Builder.AddExecutable("service", "true", ".").WithReference(broker);
        app.GivePorts();

        (await service.Resource.GetEnvironmentVariableValuesAsync())
            .ShouldContainKeyAndValue("ConnectionStrings__mq", "amqp://administrator:secret@127.0.0.1:15432");
    }

    [Fact]
    public async Task An_expression_puts_parameters_and_ports_together_and_names_them_without_their_values()
    {
        await using var app = new TrialApp("--Parameters:word=se{cr}et");
        var word = app.Builder.AddParameter("word", secret: true);
        var service = app.Builder.AddExecutable("service", "true", ".").WithHttpEndpoint(port: 15433, name: "http", env: "PORT");
        var expression = ReferenceExpression.Create($"{{x}} {word} at {service.GetEndpoint("http").Property(EndpointProperty.HostAndPort)}");
        service.WithEnvironment("ADDRESS", expression).WithEnvironment("URL", service.GetEndpoint("http")).WithEnvironment("WORD", $"<{word}>");
        app.GivePorts();

        var environment = await service.Resource.GetEnvironmentVariableValuesAsync();

        environment.ShouldContainKeyAndValue("PORT", "15433");
        environment.ShouldContainKeyAndValue("ADDRESS", "{x} se{cr}et at 127.0.0.1:15433");
        environment.ShouldContainKeyAndValue("URL", "http://127.0.0.1:15433");
        environment.ShouldContainKeyAndValue("WORD", "<se{cr}et>");
        expression.ValueExpression.ShouldBe("{x} {word.value} at {service.bindings.http.hostandport}");
    }

    [Fact]
    public async Task Arguments_come_in_the_order_they_were_given()
    {
        await using var app = new TrialApp();
        var service = app.Builder.AddExecutable("service", "true", ".", "first").WithArgs("second", "third");

        (await service.Resource.GetArgumentValuesAsync()).ShouldBe(["first", "second", "third"]);
    }

    [Fact]
    public async Task An_endpoint_has_no_address_before_ports_are_given()
    {
        await using var app = new TrialApp();
        var service = app.Builder.AddExecutable("service", "true", ".").WithHttpEndpoint(name: "http");

        service.GetEndpoint("http").IsAllocated.ShouldBeFalse();
        Should.Throw<InvalidOperationException>(() => service.GetEndpoint("http").Url).Message.ShouldContain("'service'");
    }

    [Fact]
    public async Task Two_resources_of_one_name_are_refused()
    {
        await using var app = new TrialApp();
        app.Builder.AddExecutable("service", "true", ".");

        Should.Throw<DistributedApplicationException>(() => app.Builder.AddExecutable("Service", "true", "."));
    }
}

internal static class PortsForTests
{
    internal static void GivePorts(this TrialApp app)
    {
        Directory.CreateDirectory(app.Local);
        PortBook.Allocate([.. app.Builder.Resources], Path.Combine(app.Local, "ports.json"));
    }
}
