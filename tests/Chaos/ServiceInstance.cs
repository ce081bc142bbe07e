using System.Diagnostics;
using Aspire.Hosting.Local;
using Grpc.Net.Client;
using PrivacyPlatform.Chaos.Tests.Wire;
using PrivacyPlatform.Testing;

namespace PrivacyPlatform.Chaos.Tests;

/// <summary>One instance of the consent service as a process of its own, which reaches its servers over proxies of its own.</summary>
internal sealed class ServiceInstance : IAsyncDisposable
{
    private static readonly string Folder = AppContext.BaseDirectory.Replace(
        Repository.PathTo("tests", "Chaos"), Repository.PathTo("services", "Consent", "Consent.Service"), StringComparison.Ordinal);

    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(3) };
    private readonly int httpPort = FreePort.Any();
    private readonly int grpcPort = FreePort.Any();
    private readonly IReadOnlyDictionary<string, string> settings;
    private readonly string log;
    private readonly HoldingProxy postgres;
    private readonly HoldingProxy rabbitmq;
    private Process? process;

    /// <param name="name">Told to PostgreSQL as the application's name, so that its sessions say whose they are.</param>
    /// <param name="servers">Ports of PostgreSQL and RabbitMQ on 127.0.0.1.</param>
    /// <param name="settings">Makes the environment from the ports of this instance's proxies.</param>
    /// <param name="log">File for what it prints.</param>
    public ServiceInstance(string name, (int Postgres, int RabbitMq) servers, Func<string, int, int, IReadOnlyDictionary<string, string>> settings, string log)
    {
        (Name, this.log) = (name, log);
        postgres = new HoldingProxy(name, servers.Postgres, () => new PostgresProtocol());
        rabbitmq = new HoldingProxy(name, servers.RabbitMq, () => new AmqpProtocol());
        this.settings = settings(name, postgres.Port, rabbitmq.Port);
        Channel = GrpcChannel.ForAddress($"http://127.0.0.1:{grpcPort}");
    }

    public string Name { get; }

    public GrpcChannel Channel { get; }

    /// <summary>What its connections are watched for; null for nothing.</summary>
    public Tripwire? Watch
    {
        set => postgres.Watch = rabbitmq.Watch = value;
    }

    /// <summary>Runs the service's own step that brings the database to its shape.</summary>
    public static async Task Migrate(IReadOnlyDictionary<string, string> settings, string log)
    {
        using var step = Run(settings, log, "--migrate");
        await step.WaitForExitAsync();
        step.ExitCode.ShouldBe(0, log);
    }

    public void Start()
    {
        var own = new Dictionary<string, string>(settings, StringComparer.Ordinal)
        {
            ["Kestrel__Endpoints__Http__Url"] = $"http://127.0.0.1:{httpPort}",
            ["Kestrel__Endpoints__Http__Protocols"] = "Http1",
            ["Kestrel__Endpoints__Grpc__Url"] = $"http://127.0.0.1:{grpcPort}",
            ["Kestrel__Endpoints__Grpc__Protocols"] = "Http2",
        };
        process = Run(own, log);
    }

    /// <summary>SIGKILL; returns when the process is gone.</summary>
    public async Task Kill()
    {
        if (process is { } running)
        {
            process = null;
            running.Kill();
            await running.WaitForExitAsync();
            running.Dispose();
        }
    }

    /// <summary>What a load balancer would ask.</summary>
    public async Task<bool> IsReady(CancellationToken ct)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri($"http://127.0.0.1:{httpPort}/health/ready"), ct);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception down) when (down is HttpRequestException or TaskCanceledException && !ct.IsCancellationRequested)
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Kill();
        Channel.Dispose();
        http.Dispose();
        await postgres.DisposeAsync();
        await rabbitmq.DisposeAsync();
    }

    /// <summary>Through a shell that becomes the program: its output goes to the file without passing through this process.</summary>
    private static Process Run(IReadOnlyDictionary<string, string> settings, string log, params string[] arguments)
    {
        var start = new ProcessStartInfo(
            "bash", ["-c", """log="$1"; shift; exec "$@" >>"$log" 2>&1 </dev/null""", "bash", log, "dotnet", Path.Combine(Folder, "PrivacyPlatform.Consent.Service.dll"), .. arguments]);
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start) ?? throw new InvalidOperationException("The service could not be started.");
    }
}
