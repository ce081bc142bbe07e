namespace Aspire.Hosting.Orchestration;

/// <summary>A resource as it runs on this machine.</summary>
internal interface ILocalResource
{
    /// <summary>Where it is reached, for people; empty when nowhere.</summary>
    string Address { get; }

    /// <summary>Completes with the exit code when the present process has ended.</summary>
    Task<int> Exited { get; }

    /// <exception cref="Local.LocalServerException">It did not start; trying again may help.</exception>
    Task Start(CancellationToken cancellationToken);

    Task<bool> IsHealthy(CancellationToken cancellationToken);

    /// <summary>Stops it in an orderly way, in bounded time. No error when it does not run.</summary>
    Task Stop();
}
