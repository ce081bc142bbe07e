using System.Text.Json;
using System.Text.RegularExpressions;
using PrivacyPlatform.Testing;

namespace PrivacyPlatform.Architecture.Tests;

/// <summary>No container engine runs where this is tested, so the published shape is held against the one that does run.</summary>
public sealed partial class ComposeTests
{
    private static readonly string Compose = Repository.Read("docker-compose.yml");
    private static readonly string AppHost = Repository.Read("aspire/AppHost/AppHost.cs");
    private static readonly string Dockerfile = Repository.Read("services/Consent/Dockerfile");

    [Fact]
    public void Compose_runs_the_resources_that_the_AppHost_runs()
    {
        var resources = ResourceNames().Matches(AppHost).Select(match => match.Groups["name"].Value);
        var services = Regex.Matches(Section("services"), "^  (?<name>[a-z-]+):$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, Bound).Select(match => match.Groups["name"].Value);

        services.ShouldBe(resources, ignoreOrder: true);
    }

    [Fact]
    public void Each_service_waits_for_what_it_waits_for_in_the_AppHost()
    {
        DependenciesOf("consent-migrations").ShouldBe(["postgres: service_healthy"]);
        DependenciesOf("consent").ShouldBe(
            ["postgres: service_healthy", "rabbitmq: service_healthy", "consent-migrations: service_completed_successfully"], ignoreOrder: true);
        AppHost.ShouldContain(".WaitFor(consentDb)");
        AppHost.ShouldContain(".WaitFor(rabbitmq)");
        AppHost.ShouldContain(".WaitForCompletion(consentMigrations)");
    }

    [Fact]
    public void The_service_gets_the_same_connection_strings_as_from_the_AppHost()
    {
        var references = Regex.Matches(AppHost, "WithReference\\([A-Za-z]+, \"(?<name>[a-z-]+)\"\\)", RegexOptions.ExplicitCapture, Bound).Select(match => match.Groups["name"].Value).Distinct();
        var settings = Regex.Matches(Compose, "ConnectionStrings__(?<name>[a-z-]+):", RegexOptions.ExplicitCapture, Bound).Select(match => match.Groups["name"].Value).Distinct();

        settings.ShouldBe(references, ignoreOrder: true);
    }

    [Fact]
    public void The_ports_and_protocols_are_those_of_the_image_and_of_the_AppHost()
    {
        var published = Regex.Matches(Compose, "- \"[0-9]+:(?<name>[0-9]+)\"", RegexOptions.ExplicitCapture, Bound).Select(match => match.Groups["name"].Value).ToList();
        var exposed = Regex.Match(Dockerfile, "^EXPOSE (?<name>.*)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, Bound).Groups["name"].Value.Split(' ');
        published.ShouldBe(exposed);
        Dockerfile.ShouldContain($"Kestrel__Endpoints__Http__Url=http://+:{exposed[0]}");
        Dockerfile.ShouldContain($"Kestrel__Endpoints__Grpc__Url=http://+:{exposed[1]}");

        var ports = Repository.Read("aspire/AppHost/ServicePorts.cs");
        foreach (var (endpoint, protocol) in new[] { ("Http", "Http1"), ("Grpc", "Http2") })
        {
            Dockerfile.ShouldContain($"Kestrel__Endpoints__{endpoint}__Protocols={protocol}");
            ports.ShouldContain($"\"Kestrel__Endpoints__{endpoint}__Protocols\", \"{protocol}\"");
        }
    }

    [Fact]
    public void Every_image_is_pinned_and_every_server_has_a_health_check()
    {
        Regex.Matches(Compose, "image: (?<name>.*)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, Bound).Select(match => match.Groups["name"].Value)
            .ShouldAllBe(image => Regex.IsMatch(image, "^[a-z-]+:[0-9]+\\.[0-9.]+$", RegexOptions.ExplicitCapture, Bound));
        Regex.Matches(Dockerfile, "^FROM (?<name>[^ \n]+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, Bound).Select(match => match.Groups["name"].Value)
            .ShouldAllBe(image => Regex.IsMatch(image, ":[0-9]+\\.[0-9]+\\.[0-9]+(-alpine[0-9.]+)?$", RegexOptions.ExplicitCapture, Bound));
        ServiceSection("postgres").ShouldContain("healthcheck:");
        ServiceSection("rabbitmq").ShouldContain("healthcheck:");
        Dockerfile.ShouldContain("HEALTHCHECK");
    }

    [Fact]
    public void Messages_are_believed_of_the_users_of_which_the_AppHost_has_them_believed()
    {
        var users = Regex.Match(AppHost, "WithSenders\\((?<users>[^)]*)\\)", RegexOptions.ExplicitCapture, Bound).Groups["users"].Value.Split(", ");
        var believed = Regex.Matches(ServiceSection("consent"), "Bus__Tenants__(?<name>[a-z]+)__[0-9]+: [a-z*]+", RegexOptions.ExplicitCapture, Bound).Select(match => match.Groups["name"].Value).Distinct();

        believed.ShouldBe(users.Select(user => user.Split('.')[1].ToLowerInvariant()), ignoreOrder: true);
        ServiceSection("consent").ShouldContain("Bus__Operators__0: operator");
    }

    [Fact]
    public async Task The_brokers_users_have_the_rights_that_the_AppHost_gives_them()
    {
        var folder = Directory.CreateTempSubdirectory("compose-");
        try
        {
            folder.CreateSubdirectory("scripts");
            var script = Path.Combine(folder.FullName, "scripts", "compose-secrets");
            File.Copy(Path.Combine(Repository.Root, "scripts", "compose-secrets"), script);
            using var run = System.Diagnostics.Process.Start("bash", [script]);
            await run.WaitForExitAsync(TestContext.Current.CancellationToken);
            run.ExitCode.ShouldBe(0);

            using var definitions = JsonDocument.Parse(await File.ReadAllTextAsync(
                Path.Combine(folder.FullName, ".local", "compose", "rabbitmq", "definitions.json"), TestContext.Current.CancellationToken));
            var users = Repository.Read("aspire/AppHost/BrokerUsers.cs");
            var permissions = definitions.RootElement.GetProperty("permissions").EnumerateArray().ToList();
            permissions.Count.ShouldBe(3);
            foreach (var permission in permissions)
            {
                var name = permission.GetProperty("user").GetString()!;
                foreach (var right in (string[])["configure", "write", "read"])
                {
                    var expression = permission.GetProperty(right).GetString()!;
                    // A service's own rights are written there once, for every service.
                    var written = name == "consent" ? expression.Replace("consent", "{name}", StringComparison.Ordinal) : expression;
                    users.ShouldContain($"\"{written}\"");
                }
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static TimeSpan Bound => TimeSpan.FromSeconds(5);

    private static string Section(string name) => Regex.Match(Compose, $"^{name}:\n(?:(?: .*)?\n)*", RegexOptions.Multiline | RegexOptions.ExplicitCapture, Bound).Value;

    private static string ServiceSection(string name) =>
        Regex.Match(Section("services"), $"^  {name}:\n(?:(?:    .*)?\n)*", RegexOptions.Multiline | RegexOptions.ExplicitCapture, Bound).Value;

    private static IEnumerable<string> DependenciesOf(string service) =>
        Regex.Matches(ServiceSection(service), "^      (?<name>[a-z-]+):\n        condition: (?<condition>[a-z_]+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, Bound)
            .Select(match => $"{match.Groups["name"].Value}: {match.Groups["condition"].Value}");

    [GeneratedRegex("(?:AddPostgres|AddRabbitMQ|AddProject<[A-Za-z_.]+>)\\(\"(?<name>[a-z-]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex ResourceNames();
}
