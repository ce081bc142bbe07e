using System.Globalization;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Aspire.Hosting.Local;

/// <summary>
/// A private RabbitMQ as a child of this process: its own folder, 127.0.0.1 only, no user <c>guest</c>, and a port mapper (epmd)
/// of its own, so that several run side by side and none leaves the machine-wide epmd behind.
/// </summary>
public sealed class LocalRabbitMq : IAsyncDisposable
{
    private static readonly int[] StopSignals = [Posix.SigTerm];

    private readonly string _folder;
    private readonly string _log;
    private readonly string _password;
    private readonly int _distributionPort = FreePort.Any();
    private readonly int _portMapperPort = FreePort.Any();
    private readonly LocalRabbitMqOptions _options;
    private LocalProcess? _portMapper;
    private LocalProcess? _process;

    private LocalRabbitMq(string folder, LocalRabbitMqOptions options)
    {
        _folder = Path.GetFullPath(folder);
        _options = options;
        _log = options.LogFile ?? Path.Combine(_folder, "rabbitmq.log");
        Port = options.Port == 0 ? FreePort.Any() : options.Port;
        Directory.CreateDirectory(_folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        _password = options.Password ?? Secret.KeptIn(Path.Combine(_folder, "password"));
    }

    /// <summary>AMQP port on 127.0.0.1, the same for the life of this object.</summary>
    public int Port { get; }

    /// <summary>The administrator's AMQP address, virtual host <c>/</c>.</summary>
    public Uri AdministratorUri => UriFor(_options.UserName, _password);

    /// <summary>Completes with the exit code when the server ended without having been told to.</summary>
    public Task<int> Exited => _process?.Exited ?? new TaskCompletionSource<int>().Task;

    /// <summary>The server's process id, for tests that kill it; 0 when it is stopped.</summary>
    public int ProcessId => _process?.Id ?? 0;

    /// <summary>Starts the server and returns when it accepts the administrator over AMQP.</summary>
    /// <param name="folder">Folder of the server, made if it is not there.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="cancellationToken">Gives up the start.</param>
    /// <exception cref="LocalServerException">RabbitMQ is not installed, or did not start.</exception>
    public static async Task<LocalRabbitMq> Start(string folder, LocalRabbitMqOptions? options = null, CancellationToken cancellationToken = default)
    {
        LocalRabbitMq server = In(folder, options ?? new LocalRabbitMqOptions());
        try
        {
            await server.Start(cancellationToken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>A server that is not started yet.</summary>
    internal static LocalRabbitMq In(string folder, LocalRabbitMqOptions options) => new(folder, options);

    /// <summary>Starts the server again after <see cref="Stop"/> or a crash: same data, same port.</summary>
    public async Task Start(CancellationToken cancellationToken = default)
    {
        string server = RabbitMqPrograms.Server();
        await PidFile.StopLeftover(PidFileOf("rabbitmq"));
        await Stop();
        WriteConfiguration();
        WriteControlProgram();
        // In front of the broker: Erlang would otherwise start a daemon that outlives everything.
        var portMapper = new LocalCommand(
            RabbitMqPrograms.PortMapper(), "-port", _portMapperPort.ToString(CultureInfo.InvariantCulture), "-address", "127.0.0.1")
        {
            WorkingDirectory = _folder,
        };
        _portMapper = await LocalProcess.Start(portMapper, _log, PidFileOf("epmd"), StopSignals);
        var broker = new LocalCommand(server) { Environment = BrokerEnvironment(), WorkingDirectory = _folder };
        _process = await LocalProcess.Start(broker, _log, PidFileOf("rabbitmq"), StopSignals);
        await WaitUntilItAnswers(_process, cancellationToken);
    }

    /// <summary>Stops the server in an orderly way. Its data stays.</summary>
    public async Task Stop()
    {
        (LocalProcess? broker, LocalProcess? portMapper) = (_process, _portMapper);
        (_process, _portMapper) = (null, null);
        await (broker?.Stop(StopSignals, TimeSpan.FromSeconds(15)) ?? Task.CompletedTask);
        await (portMapper?.Stop(StopSignals, TimeSpan.FromSeconds(2)) ?? Task.CompletedTask);
    }

    /// <summary>Kills the server with SIGKILL, as a crash does.</summary>
    public async Task Kill()
    {
        if (_process is { } broker)
        {
            _process = null;
            await broker.Stop([Posix.SigKill], TimeSpan.FromSeconds(10));
        }
    }

    /// <summary>The AMQP address of another user or virtual host of this server.</summary>
    public Uri UriFor(string userName, string password, string virtualHost = "/") =>
        new(string.Create(
            CultureInfo.InvariantCulture,
            $"amqp://{Uri.EscapeDataString(userName)}:{Uri.EscapeDataString(password)}@127.0.0.1:{Port}/{(virtualHost == "/" ? "" : Uri.EscapeDataString(virtualHost))}"));

    /// <summary>Runs <c>rabbitmqctl</c> against this server and gives what it printed: <c>Control("add_vhost", "trial")</c>. Takes a third of a second.</summary>
    /// <exception cref="LocalServerException">It failed; the message holds what it printed.</exception>
    public Task<string> Control(params IReadOnlyList<string> arguments) => Control(CancellationToken.None, arguments);

    /// <inheritdoc cref="Control(IReadOnlyList{string})"/>
    public Task<string> Control(CancellationToken cancellationToken, params IReadOnlyList<string> arguments) =>
        LocalTool.Run(
            new LocalCommand(RabbitMqPrograms.Control(), ["--quiet", .. arguments]) { Environment = ControlEnvironment(), WorkingDirectory = _folder },
            cancellationToken);

    /// <inheritdoc />
    public async ValueTask DisposeAsync() => await Stop();

    private string PidFileOf(string name) => Path.Combine(_options.PidFolder ?? _folder, name + ".pid");

    private void WriteConfiguration()
    {
        string cookie = Path.Combine(_folder, ".erlang.cookie");
        if (!File.Exists(cookie))
        {
            Secret.Write(cookie, Secret.Random());
        }

        File.WriteAllText(Path.Combine(_folder, "enabled_plugins"), "[].\n");
        Secret.Write(
            Path.Combine(_folder, "rabbitmq.conf"),
            string.Create(CultureInfo.InvariantCulture, $"""
            listeners.tcp.1 = 127.0.0.1:{Port}
            log.console = true
            log.console.level = warning
            log.file = false
            vm_memory_high_watermark.relative = 0.4
            disk_free_limit.absolute = 200MB
            collect_statistics_interval = 60000
            default_user = {_options.UserName}
            default_pass = {_password}
            {_options.Configuration}

            """));
    }

    /// <summary>A <c>rabbitmqctl</c> for people and scripts that speaks to this server.</summary>
    private void WriteControlProgram()
    {
        string program = Path.Combine(_folder, "rabbitmqctl");
        IEnumerable<string> variables = ControlEnvironment().Select(variable => $"export {variable.Key}='{variable.Value}'");
        File.WriteAllText(program, $"#!/bin/sh\n{string.Join('\n', variables)}\nexec {RabbitMqPrograms.Control()} --quiet \"$@\"\n");
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private Dictionary<string, string> ControlEnvironment() => new(StringComparer.Ordinal)
    {
        ["HOME"] = _folder,
        ["RABBITMQ_NODENAME"] = "rabbit@localhost",
        ["RABBITMQ_CONF_ENV_FILE"] = Path.Combine(_folder, "rabbitmq-env.conf"),
        ["ERL_EPMD_PORT"] = _portMapperPort.ToString(CultureInfo.InvariantCulture),
        ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
        ["LC_ALL"] = "C.UTF-8",
    };

    private Dictionary<string, string> BrokerEnvironment() => new(ControlEnvironment(), StringComparer.Ordinal)
    {
        ["RABBITMQ_CONFIG_FILE"] = Path.Combine(_folder, "rabbitmq.conf"),
        ["RABBITMQ_ENABLED_PLUGINS_FILE"] = Path.Combine(_folder, "enabled_plugins"),
        ["RABBITMQ_MNESIA_BASE"] = Path.Combine(_folder, "mnesia"),
        ["RABBITMQ_LOG_BASE"] = Path.Combine(_folder, "log"),
        ["RABBITMQ_LOGS"] = "-",
        ["RABBITMQ_DIST_PORT"] = _distributionPort.ToString(CultureInfo.InvariantCulture),
        ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "-kernel inet_dist_use_interface {127,0,0,1}",
        // The script then becomes the Erlang machine instead of waiting beside it, so signals and exit codes are the broker's own.
        ["RABBITMQ_ALLOW_INPUT"] = "1",
        ["RABBITMQ_SERVER_START_ARGS"] = "-noinput",
        ["ERL_CRASH_DUMP_SECONDS"] = "0",
    };

    private async Task WaitUntilItAnswers(LocalProcess process, CancellationToken cancellationToken)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        bound.CancelAfter(_options.StartTimeout);
        var factory = new ConnectionFactory { Uri = AdministratorUri, AutomaticRecoveryEnabled = false };
        while (true)
        {
            try
            {
                await using IConnection connection = await factory.CreateConnectionAsync(bound.Token);
                await connection.CloseAsync(bound.Token);
                return;
            }
            catch (BrokerUnreachableException refused) when (refused.InnerException is AuthenticationFailureException)
            {
                throw new LocalServerException($"RabbitMQ in {_folder} does not accept the user '{_options.UserName}' with the password given.", refused);
            }
            catch (BrokerUnreachableException) when (!process.Exited.IsCompleted && !bound.IsCancellationRequested)
            {
                await Task.WhenAny(process.Exited, Task.Delay(TimeSpan.FromMilliseconds(50), cancellationToken));
            }
            catch (Exception failure) when (failure is BrokerUnreachableException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
            {
                throw LocalServerException.WithLog("RabbitMQ did not start.", _log);
            }
        }
    }
}
