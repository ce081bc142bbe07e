namespace Grpc.Core;

/// <summary>What of a call goes on to the calls that its service makes.</summary>
/// <param name="propagateDeadline">Its deadline.</param>
/// <param name="propagateCancellation">Its cancellation.</param>
public class ContextPropagationOptions(bool propagateDeadline = true, bool propagateCancellation = true)
{
    /// <summary>Both.</summary>
    public static readonly ContextPropagationOptions Default = new();

    /// <summary>Whether the deadline goes on.</summary>
    public bool IsPropagateDeadline { get; } = propagateDeadline;

    /// <summary>Whether cancellation goes on.</summary>
    public bool IsPropagateCancellation { get; } = propagateCancellation;
}

/// <summary>Part of <see cref="ServerCallContext"/>'s shape; there are none here, as there are none in Grpc.AspNetCore.</summary>
public abstract class ContextPropagationToken
{
    private protected ContextPropagationToken() { }
}
