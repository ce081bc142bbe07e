using System.Text.Json;
using System.Text.RegularExpressions;
using PrivacyPlatform.Testing;

namespace PrivacyPlatform.Architecture.Tests;

/// <summary>No container engine runs where this is tested, so the published shape is held against the one that does run.</summary>
public sealed partial class ComposeTests
{
    private static readonly string Compose = Repository.Read("docker-compose.yml");
    private static readonly string AppHost = Repository.Read("aspire/AppHost/AppHost.cs");
    private static readonly string Platform = Repository.Read("aspire/AppHost/Platform.cs");

    /// <summary>The services that the AppHost adds, by name, and the folder under services/ that each is in.</summary>
    private static readonly Dictionary<string, string> Services =
        AddedServices().Matches(AppHost).ToDictionary(match => match.Groups["name"].Value, match => match.Groups["folder"].Value);

    public static TheoryData<string> ServiceNames => [.. Services.Keys];

    [Fact]
    public void Compose_runs_the_resources_that_the_AppHost_runs()
    {
        var resources = AddedServers().Matches(AppHost).Select(match => match.Groups["name"].Value)
            .Concat(Services.Keys.SelectMany(name => new[] { name, $"{name}-migrations" }));
        var services = Regex.Matches(Section("services"), "^  (?<name>[a-z-]+):$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, Bound).Select(match => match.Groups["name"].Value);

        services.ShouldBe(resources, ignoreOrder: true);
        Services.ShouldContainKeyAndValue("consent", "Consent");
    }

    [Theory]
    [MemberData(nameof(ServiceNames))]
    public void Each_service_waits_for_what_it_waits_for_in_the_AppHost(string name)
    {
        DependenciesOf($"{name}-migrations").ShouldBe(["postgres: service_healthy"]);
        DependenciesOf(name).ShouldBe(
            ["postgres: service_healthy", "rabbitmq: service_healthy", $"{name}-migrations: service_completed_successfully"], ignoreOrder: true);
        Platform.ShouldContain(".WaitFor(storeDb)");
        Platform.ShouldContain(".WaitFor(vaultDb)");
        Platform.ShouldContain(".WaitFor(RabbitMq)");
        Platform.ShouldContain(".WaitForCompletion(migrations)");
    }

    [Theory]
    [MemberData(nameof(ServiceNames))]
    public void A_service_gets_the_same_connection_strings_as_from_the_AppHost(string name)
    {
        var parts = Platform.Split("return builder.AddProject");

        ConnectionStringsOf($"{name}-migrations").ShouldBe(ReferencesIn(parts[0]), ignoreOrder: true);
        ConnectionStringsOf(name).ShouldBe(ReferencesIn(parts[1]), ignoreOrder: true);
    }

    [Theory]
    [MemberData(nameof(ServiceNames))]
    public void A_service_has_its_own_databases_logins_and_broker_user(string name)
    {
        foreach (var section in new[] { ServiceSection($"{name}-migrations"), ServiceSection(name) })
        {
            Values(section, "Database=(?<name>[a-z_]+)").ShouldAllBe(database => database == name || database == $"{name}_vault");
            Values(section, "Username=(?<name>[a-z_]+)").ShouldAllBe(login => login == "postgres" || login.StartsWith($"{name}_", StringComparison.Ordinal));
            Values(section, "amqp://(?<name>[a-z]+):").ShouldAllBe(user => user == name);
        }

        ServiceSection(name).ShouldNotContain("Username=postgres");
    }

    [Theory]
    [MemberData(nameof(ServiceNames))]
    public void A_service_has_its_keys_and_the_name_of_its_log(string name)
    {
        var keys = Repository.Read("aspire/AppHost/ServiceKeys.cs");
        var section = ServiceSection(name);

        keys.ShouldContain("\"Evidence__Origin\", $\"{Installation}/{name}\"");
        section.ShouldContain($"Evidence__Origin: ${{INSTALLATION:?a domain of yours}}/{name}");
        section.ShouldContain($"Evidence__SigningKey: ${{{name.ToUpperInvariant()}_EVIDENCE_KEY:?}}");
        section.ShouldContain($"Vault__RootKeys: ${{{name.ToUpperInvariant()}_ROOT_KEYS:?}}");
    }

    [Fact]
    public void Notices_are_set_up_as_in_the_AppHost_but_go_to_a_real_mail_server_and_to_public_addresses_only()
    {
        var development = Repository.Read("aspire/AppHost/NoticeDelivery.cs");
        var section = ServiceSection("subprocessors");
        var settings = Values(section, "Notices__(?<name>[A-Za-z_0-9]+):").ToList();

        AppHost.ShouldContain(".WithNotices(catcher)");
        Values(development, "\"Notices__(?<name>[A-Za-z_0-9]+)\"").Except(["SecretsFile", "Mail__StartTls", "TrustedWebhookHosts__0"]).ShouldBeSubsetOf(settings);
        settings.ShouldContain("Secrets");
        settings.ShouldNotContain(setting => setting.StartsWith("TrustedWebhookHosts", StringComparison.Ordinal) || setting == "Mail__StartTls");
        Values(Section("services"), "^  (?<name>[a-z-]+):$").ShouldNotContain("mail-catcher");
    }

    [Theory]
    [MemberData(nameof(ServiceNames))]
    public void The_ports_and_protocols_are_those_of_the_image_and_of_the_AppHost(string name)
    {
        var dockerfile = Dockerfile(name);
        var published = Values(ServiceSection(name), "- \"[0-9]+:(?<name>[0-9]+)\"");
        var exposed = Regex.Match(dockerfile, "^EXPOSE (?<name>.*)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, Bound).Groups["name"].Value.Split(' ');
        published.ShouldBe(exposed);
        dockerfile.ShouldContain($"Kestrel__Endpoints__Http__Url=http://+:{exposed[0]}");
        dockerfile.ShouldContain($"Kestrel__Endpoints__Grpc__Url=http://+:{exposed[1]}");

        var ports = Repository.Read("aspire/AppHost/ServicePorts.cs");
        foreach (var (endpoint, protocol) in new[] { ("Http", "Http1"), ("Grpc", "Http2") })
        {
            dockerfile.ShouldContain($"Kestrel__Endpoints__{endpoint}__Protocols={protocol}");
            ports.ShouldContain($"\"Kestrel__Endpoints__{endpoint}__Protocols\", \"{protocol}\"");
        }
    }

    [Fact]
    public void No_two_services_publish_the_same_port() => Values(Compose, "- \"(?<name>[0-9]+):[0-9]+\"").ShouldBeUnique();

    [Fact]
    public void Every_image_is_pinned_and_every_server_has_a_health_check()
    {
        Regex.Matches(Compose, "image: (?<name>.*)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, Bound).Select(match => match.Groups["name"].Value)
            .ShouldAllBe(image => Regex.IsMatch(image, "^[a-z-]+:[0-9]+\\.[0-9.]+$", RegexOptions.ExplicitCapture, Bound));
        Services.Keys.SelectMany(name => Values(Dockerfile(name), "^FROM (?<name>[^ \n]+)"))
            .ShouldAllBe(image => Regex.IsMatch(image, ":[0-9]+\\.[0-9]+\\.[0-9]+(-alpine[0-9.]+)?$", RegexOptions.ExplicitCapture, Bound));
        ServiceSection("postgres").ShouldContain("healthcheck:");
        ServiceSection("rabbitmq").ShouldContain("healthcheck:");
        Services.Keys.ShouldAllBe(name => Dockerfile(name).Contains("HEALTHCHECK", StringComparison.Ordinal));
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
            await MakeSecrets(folder);
            using var definitions = JsonDocument.Parse(await File.ReadAllTextAsync(
                Path.Combine(folder.FullName, ".local", "compose", "rabbitmq", "definitions.json"), TestContext.Current.CancellationToken));
            var users = Repository.Read("aspire/AppHost/BrokerUsers.cs");
            var permissions = definitions.RootElement.GetProperty("permissions").EnumerateArray().ToList();
            permissions.Select(permission => permission.GetProperty("user").GetString()).ShouldBe([.. Services.Keys, "opsduty", "operator"], ignoreOrder: true);
            foreach (var permission in permissions)
            {
                var name = permission.GetProperty("user").GetString()!;
                foreach (var right in (string[])["configure", "write", "read"])
                {
                    var expression = permission.GetProperty(right).GetString()!;
                    // A service's own rights are written there once, for every service.
                    var written = Services.ContainsKey(name) ? expression.Replace(name, "{name}", StringComparison.Ordinal) : expression;
                    users.ShouldContain($"\"{written}\"");
                }
            }

            foreach (var topic in definitions.RootElement.GetProperty("topic_permissions").EnumerateArray())
            {
                users.ShouldContain($"\"{topic.GetProperty("exchange").GetString()}\"");
                (topic.GetProperty("user").GetString(), topic.GetProperty("write").GetString(), topic.GetProperty("read").GetString()).ShouldBe(("opsduty", "^(opsduty)$", "^(opsduty)$"));
            }

            // RabbitMQ allows every routing key on an exchange without such a permission: none that a team may write or read is without.
            var team = permissions.Single(permission => permission.GetProperty("user").GetString() == "opsduty");
            var exchanges = definitions.RootElement.GetProperty("topic_permissions").EnumerateArray().Select(topic => topic.GetProperty("exchange").GetString()!).ToList();
            NamedIn(team.GetProperty("write").GetString()!).Concat(NamedIn(team.GetProperty("read").GetString()!)).ShouldBe(exchanges, ignoreOrder: true);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Every_secret_that_compose_reads_is_made_and_kept_when_more_are_added()
    {
        var folder = Directory.CreateTempSubdirectory("compose-");
        try
        {
            var env = Path.Combine(folder.FullName, ".env");
            await File.WriteAllTextAsync(env, "CONSENT_STORE_PASSWORD='of an earlier version'\n", TestContext.Current.CancellationToken);
            await MakeSecrets(folder);

            var made = await File.ReadAllTextAsync(env, TestContext.Current.CancellationToken);
            var names = Values(made, "^(?<name>[A-Z_]+)='").ToList();
            names.ShouldBeUnique();
            Values(Compose, "\\$\\{(?<name>[A-Z_]+_(PASSWORD|KEYS?|SECRETS))(:\\?)?\\}").ShouldBeSubsetOf(names);
            made.ShouldStartWith("CONSENT_STORE_PASSWORD='of an earlier version'\n");
            await MakeSecrets(folder);
            (await File.ReadAllTextAsync(env, TestContext.Current.CancellationToken)).ShouldBe(made);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task MakeSecrets(DirectoryInfo folder)
    {
        folder.CreateSubdirectory("scripts");
        var script = Path.Combine(folder.FullName, "scripts", "compose-secrets");
        File.Copy(Path.Combine(Repository.Root, "scripts", "compose-secrets"), script, overwrite: true);
        using var run = System.Diagnostics.Process.Start("bash", [script]);
        await run.WaitForExitAsync(TestContext.Current.CancellationToken);
        run.ExitCode.ShouldBe(0);
    }

    private static string Dockerfile(string service) => Repository.Read($"services/{Services[service]}/Dockerfile");

    private static IEnumerable<string> ReferencesIn(string source) => Values(source, "WithReference\\([A-Za-z]+, \"(?<name>[a-z-]+)\"\\)");

    private static IEnumerable<string> ConnectionStringsOf(string service) => Values(ServiceSection(service), "ConnectionStrings__(?<name>[a-z-]+):");

    private static IEnumerable<string> Values(string text, string expression) =>
        Regex.Matches(text, expression, RegexOptions.Multiline | RegexOptions.ExplicitCapture, Bound).Select(match => match.Groups["name"].Value);

    /// <summary>The message exchanges of an expression such as <c>^(own\..+|privacyplatform\.consent\.v1\.(A|B))$</c>.</summary>
    private static IEnumerable<string> NamedIn(string expression)
    {
        var packages = Regex.Matches(expression, @"(?<package>privacyplatform[a-z0-9.\\]*\.)\(?(?<names>[A-Z][A-Za-z|]+)", RegexOptions.ExplicitCapture, Bound);
        return packages.SelectMany(named =>
            named.Groups["names"].Value.Split('|').Select(name => named.Groups["package"].Value.Replace("\\", "", StringComparison.Ordinal) + name));
    }

    private static TimeSpan Bound => TimeSpan.FromSeconds(5);

    private static string Section(string name) => Regex.Match(Compose, $"^{name}:\n(?:(?: .*)?\n)*", RegexOptions.Multiline | RegexOptions.ExplicitCapture, Bound).Value;

    private static string ServiceSection(string name) =>
        Regex.Match(Section("services"), $"^  {name}:\n(?:(?:    .*)?\n)*", RegexOptions.Multiline | RegexOptions.ExplicitCapture, Bound).Value;

    private static IEnumerable<string> DependenciesOf(string service) =>
        Regex.Matches(ServiceSection(service), "^      (?<name>[a-z-]+):\n        condition: (?<condition>[a-z_]+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, Bound)
            .Select(match => $"{match.Groups["name"].Value}: {match.Groups["condition"].Value}");

    [GeneratedRegex("(AddPostgres|AddRabbitMQ)\\(\"(?<name>[a-z-]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex AddedServers();

    [GeneratedRegex("AddService<Projects\\.(?<folder>[A-Za-z]+)_Service>\\(\"(?<name>[a-z]+)\"\\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex AddedServices();
}
