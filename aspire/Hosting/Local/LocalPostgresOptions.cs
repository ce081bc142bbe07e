namespace Aspire.Hosting.Local;

/// <summary>How a <see cref="LocalPostgres"/> is set up.</summary>
public sealed record LocalPostgresOptions
{
    /// <summary>TCP port on 127.0.0.1; 0 for any free one.</summary>
    public int Port { get; init; }

    /// <summary>The administrator's name.</summary>
    public string UserName { get; init; } = "postgres";

    /// <summary>The administrator's password; null for a random one, kept in the server's folder with mode 0600.</summary>
    public string? Password { get; init; }

    /// <summary>Whether a commit survives a power cut (<c>fsync</c>, <c>synchronous_commit</c>, <c>full_page_writes</c>). Switch off only for tests of rules.</summary>
    public bool Durable { get; init; } = true;

    /// <summary>Where the server's log is appended to; null for <c>postgres.log</c> in its folder.</summary>
    public string? LogFile { get; init; }

    /// <summary>Where the files are that name the server's processes; null for its folder.</summary>
    public string? PidFolder { get; init; }

    /// <summary>Most connections at a time.</summary>
    public int MaxConnections { get; init; } = 200;

    /// <summary>Further arguments of the server, after ours: <c>-c</c>, <c>work_mem=64MB</c>.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>How long a start may take, crash recovery included.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromSeconds(60);
}
