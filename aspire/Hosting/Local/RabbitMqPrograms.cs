namespace Aspire.Hosting.Local;

/// <summary>Where RabbitMQ's scripts are. Debian's commands on the PATH change to the system's account and its broker; those in the package's own folder do not.</summary>
internal static class RabbitMqPrograms
{
    internal static string Server() => Find("rabbitmq-server");

    internal static string Control() => Find("rabbitmqctl");

    internal static string PortMapper() =>
        LocalTool.Find("epmd") ?? throw new LocalServerException("Erlang's 'epmd' is not on the PATH.");

    private static string Find(string program) =>
        LocalTool.Find(program, "/usr/lib/rabbitmq/bin")
            ?? throw new LocalServerException($"RabbitMQ is not installed (no '{program}' program).");
}
