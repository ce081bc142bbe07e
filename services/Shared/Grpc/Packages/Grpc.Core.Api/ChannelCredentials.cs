namespace Grpc.Core;

/// <summary>How a channel is protected, and who calls over it.</summary>
public abstract class ChannelCredentials
{
    /// <summary>Without TLS.</summary>
    public static ChannelCredentials Insecure { get; } = new Plain(isTls: false, null);

    /// <summary>With TLS, trusting the machine's certificate authorities.</summary>
    public static ChannelCredentials SecureSsl { get; } = new Plain(isTls: true, null);

    /// <summary>A channel's protection together with who calls.</summary>
    public static ChannelCredentials Create(ChannelCredentials channelCredentials, CallCredentials callCredentials)
    {
        ArgumentNullException.ThrowIfNull(channelCredentials);
        ArgumentNullException.ThrowIfNull(callCredentials);
        return new Plain(channelCredentials.IsTls, callCredentials);
    }

    internal abstract bool IsTls { get; }

    internal abstract CallCredentials? CallCredentials { get; }

    private sealed class Plain(bool isTls, CallCredentials? callCredentials) : ChannelCredentials
    {
        internal override bool IsTls => isTls;

        internal override CallCredentials? CallCredentials => callCredentials;
    }
}
