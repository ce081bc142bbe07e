using System.Diagnostics;
using Aspire.Hosting.Local;

namespace PrivacyPlatform.Testing.RabbitMq;

/// <summary>The real RabbitMQ that tests run on: one for the whole test process, started at first use.</summary>
public static class RabbitMqServer
{
    /// <summary>Names a broker to use instead of starting one: an administrator's AMQP address.</summary>
    public const string Variable = "PP_TEST_RABBITMQ";

    /// <summary>With <see cref="Variable"/>: the program that controls that broker as rabbitmqctl does.</summary>
    public const string ControlVariable = "PP_TEST_RABBITMQ_CTL";

    /// <summary>Whether the broker outlives this process, so that what a test made on it must be removed.</summary>
    public static bool Outlives => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 };

    private static readonly Lazy<Task<(Uri Administrator, Func<string[], Task> Control)>> Server = new(Start);

    /// <summary>The administrator's address, virtual host <c>/</c>.</summary>
    public static async Task<Uri> Administrator() => (await Server.Value).Administrator;

    /// <summary>Runs rabbitmqctl: <c>Control("add_vhost", "trial")</c>.</summary>
    public static async Task Control(params string[] arguments) => await (await Server.Value).Control(arguments);

    private static async Task<(Uri, Func<string[], Task>)> Start()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given)
        {
            var program = Environment.GetEnvironmentVariable(ControlVariable)
                ?? throw new InvalidOperationException($"{Variable} needs {ControlVariable}: tests make virtual hosts and users.");
            return (new Uri(given), arguments => Run(program, arguments));
        }

        var folder = Directory.CreateTempSubdirectory("privacyplatform-tests-").FullName;
        var server = await LocalRabbitMq.Start(folder);
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            server.DisposeAsync().AsTask().GetAwaiter().GetResult();
            Directory.Delete(folder, recursive: true);
        };
        return (server.AdministratorUri, arguments => server.Control(arguments));
    }

    private static async Task Run(string program, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, UseShellExecute = false })!;
        var printed = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} {arguments[0]}: {printed}");
        }
    }
}
