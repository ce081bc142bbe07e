using Grpc.Core;
using PrivacyPlatform.Calls.Protocol;

namespace Grpc.Net.Client;

/// <summary>How a channel reaches its service.</summary>
public sealed class GrpcChannelOptions
{
    /// <summary>Null: TLS for https addresses, none for http.</summary>
    public ChannelCredentials? Credentials { get; set; }

    /// <summary>Whether call credentials may travel without TLS, where everyone on the way can read them.</summary>
    public bool UnsafeUseInsecureChannelCallCredentials { get; set; }

    /// <summary>Of one request, in bytes; null: no limit.</summary>
    public int? MaxSendMessageSize { get; set; }

    /// <summary>Of one response, in bytes, also when it is decompressed; null: no limit. 4 MB unless it is said otherwise.</summary>
    public int? MaxReceiveMessageSize { get; set; } = MessageLimit.DefaultReceive;

    /// <summary>What sends; null: a <see cref="SocketsHttpHandler"/>. Not together with <see cref="HttpClient"/>.</summary>
    public HttpMessageHandler? HttpHandler { get; set; }

    /// <summary>What sends. Not together with <see cref="HttpHandler"/>.</summary>
    public HttpClient? HttpClient { get; set; }

    /// <summary>Whether the channel disposes of the handler or client that it was given.</summary>
    public bool DisposeHttpClient { get; set; }

    /// <summary>Whether a canceled or overdue call throws <see cref="OperationCanceledException"/> in the place of <see cref="RpcException"/>.</summary>
    public bool ThrowOperationCanceledOnCancellation { get; set; }
}
