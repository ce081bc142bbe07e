using Grpc.Core;

namespace PrivacyPlatform.Calls.Protocol;

/// <summary>Limits on one message's size.</summary>
internal static class MessageLimit
{
    /// <summary>In bytes; what a message may have, received, unless it is said otherwise.</summary>
    public const int DefaultReceive = 4 * 1024 * 1024;

    public static RpcException ReceivedTooLarge() =>
        new(new Status(StatusCode.ResourceExhausted, "Received message exceeds the maximum configured message size."));

    public static RpcException SentTooLarge() =>
        new(new Status(StatusCode.ResourceExhausted, "Sending message exceeds the maximum configured message size."));
}
