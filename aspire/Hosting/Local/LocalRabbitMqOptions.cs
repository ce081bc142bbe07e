namespace Aspire.Hosting.Local;

/// <summary>How a <see cref="LocalRabbitMq"/> is set up.</summary>
public sealed record LocalRabbitMqOptions
{
    /// <summary>AMQP port on 127.0.0.1; 0 for any free one.</summary>
    public int Port { get; init; }

    /// <summary>The administrator's name.</summary>
    public string UserName { get; init; } = "administrator";

    /// <summary>The administrator's password; null for a random one, kept in the server's folder with mode 0600.</summary>
    public string? Password { get; init; }

    /// <summary>Lines of <c>rabbitmq.conf</c> added after ours. With a line <c>load_definitions = FILE</c> RabbitMQ makes the users of that file only: the administrator must be among them.</summary>
    public string Configuration { get; init; } = "";

    /// <summary>Where the server's log is appended to; null for <c>rabbitmq.log</c> in its folder.</summary>
    public string? LogFile { get; init; }

    /// <summary>Where the files are that name the server's processes; null for its folder.</summary>
    public string? PidFolder { get; init; }

    /// <summary>How long a start may take.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromSeconds(90);
}
