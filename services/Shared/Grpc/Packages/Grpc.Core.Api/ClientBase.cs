namespace Grpc.Core;

/// <summary>What generated clients derive from.</summary>
public abstract class ClientBase
{
    private readonly ClientBaseConfiguration? configuration;
    private readonly CallInvoker? callInvoker;

    protected ClientBase() { }

    protected ClientBase(ClientBaseConfiguration configuration)
    {
        this.configuration = configuration ?? throw new ArgumentNullException(nameof(configuration));
        callInvoker = configuration.CreateCallInvoker();
    }

    protected ClientBase(ChannelBase channel) : this(new ClientBaseConfiguration((channel ?? throw new ArgumentNullException(nameof(channel))).CreateCallInvoker(), null)) { }

    protected ClientBase(CallInvoker callInvoker) : this(new ClientBaseConfiguration(callInvoker, null)) { }

    /// <summary>What makes the calls.</summary>
    /// <exception cref="InvalidOperationException">The client was made without one, as a test double.</exception>
    protected CallInvoker CallInvoker => callInvoker ?? throw new InvalidOperationException("This client was made without a call invoker.");

    internal ClientBaseConfiguration Configuration => configuration ?? throw new InvalidOperationException("This client was made without a configuration.");

    /// <summary>Call invoker and host of a client.</summary>
    protected internal class ClientBaseConfiguration
    {
        private readonly CallInvoker undecorated;
        private readonly string? host;

        internal ClientBaseConfiguration(CallInvoker undecorated, string? host)
        {
            this.undecorated = undecorated ?? throw new ArgumentNullException(nameof(undecorated));
            this.host = host;
        }

        internal CallInvoker CreateCallInvoker() => host is null ? undecorated : new HostCallInvoker(undecorated, host);

        internal ClientBaseConfiguration WithHost(string? newHost) => new(undecorated, newHost);
    }
}

/// <summary>What generated clients derive from.</summary>
/// <typeparam name="T">The client itself.</typeparam>
public abstract class ClientBase<T> : ClientBase
    where T : ClientBase<T>
{
    protected ClientBase() { }

    protected ClientBase(ClientBaseConfiguration configuration) : base(configuration) { }

    protected ClientBase(ChannelBase channel) : base(channel) { }

    protected ClientBase(CallInvoker callInvoker) : base(callInvoker) { }

    /// <summary>The same client for another host name (<c>:authority</c>) at the same address.</summary>
    public T WithHost(string host) => NewInstance(Configuration.WithHost(host));

    protected abstract T NewInstance(ClientBaseConfiguration configuration);
}
