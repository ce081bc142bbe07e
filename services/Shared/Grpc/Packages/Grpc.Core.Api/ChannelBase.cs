namespace Grpc.Core;

/// <summary>A way to one service's address.</summary>
/// <param name="target">The address.</param>
public abstract class ChannelBase(string target)
{
    /// <summary>The address.</summary>
    public string Target { get; } = target ?? throw new ArgumentNullException(nameof(target));

    /// <summary>What makes calls over this channel.</summary>
    public abstract CallInvoker CreateCallInvoker();

    /// <summary>Ends the channel; calls that run are canceled.</summary>
    public Task ShutdownAsync() => ShutdownAsyncCore();

    protected virtual Task ShutdownAsyncCore() => Task.CompletedTask;
}
