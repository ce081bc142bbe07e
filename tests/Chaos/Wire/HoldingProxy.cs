using System.Net;
using System.Net.Sockets;

namespace PrivacyPlatform.Chaos.Tests.Wire;

/// <summary>Stands between one instance of a service and one of its servers, passes whole messages on, and holds a connection where a <see cref="Tripwire"/> says.</summary>
internal sealed class HoldingProxy : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource closing = new();
    private readonly string instance;
    private readonly int serverPort;
    private readonly Func<IWireProtocol> protocol;
    private readonly Task accepting;

    /// <param name="instance">Whose connections these are.</param>
    /// <param name="serverPort">On 127.0.0.1. The server may go away and come back.</param>
    /// <param name="protocol">Makes what tells a connection's messages apart.</param>
    public HoldingProxy(string instance, int serverPort, Func<IWireProtocol> protocol)
    {
        (this.instance, this.serverPort, this.protocol) = (instance, serverPort, protocol);
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        accepting = Accept();
    }

    /// <summary>On 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>What to watch for; null for nothing.</summary>
    public Tripwire? Watch { get; set; }

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        listener.Dispose();
        await accepting;
        closing.Dispose();
    }

    private async Task Accept()
    {
        var carried = new List<Task>();
        try
        {
            while (true)
            {
                carried.Add(Carry(await listener.AcceptTcpClientAsync(closing.Token)));
                carried.RemoveAll(connection => connection.IsCompleted);
            }
        }
        catch (Exception closed) when (closed is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(carried);
        }
    }

    private async Task Carry(TcpClient near)
    {
        using var far = new TcpClient { NoDelay = true };
        using (near)
        {
            near.NoDelay = true;
            try
            {
                await far.ConnectAsync(IPAddress.Loopback, serverPort, closing.Token);
                var connection = new Connection(near.GetStream(), far.GetStream(), protocol());
                using var stop = closing.Token.Register(() => { near.Close(); far.Close(); });
                var (up, down) = (connection.Requests(this), connection.Answers(this));
                await Task.WhenAny(up, down);
                near.Close();
                far.Close();
                await Task.WhenAll(up, down);
            }
            catch (Exception down) when (down is SocketException or OperationCanceledException)
            {
                // The server is away: so is the connection.
            }
        }
    }

    /// <summary>One client's connection, both ways.</summary>
    private sealed class Connection(NetworkStream near, NetworkStream far, IWireProtocol protocol)
    {
        private volatile Tripwire? awaitingAnswer;

        public Task Requests(HoldingProxy proxy) => Pump(near, far, fromClient: true, async (message, pass) =>
        {
            var told = new WireMessage(protocol.KindOf(message.Span), message);
            if (told.Kind.Length == 0 || proxy.Watch is not { } wire || !wire.Counts(told))
            {
                return true;
            }

            if (wire.Where == Hold.BeforeTheAnswer)
            {
                awaitingAnswer = wire;
                return true;
            }

            await pass(wire.Where == Hold.AfterIt);
            return await wire.StandStill(proxy.instance);
        });

        public Task Answers(HoldingProxy proxy) => Pump(far, near, fromClient: false, async (message, pass) =>
        {
            if (awaitingAnswer is not { } wire || !protocol.IsDone(message.Span))
            {
                return true;
            }

            awaitingAnswer = null;
            await pass(false);
            return await wire.StandStill(proxy.instance);
        });

        /// <param name="meet">Called for each message before it is passed on; its second argument passes on what came before it and, where true, the message itself.</param>
        private async Task Pump(NetworkStream from, NetworkStream to, bool fromClient, Func<ReadOnlyMemory<byte>, Func<bool, Task>, Task<bool>> meet)
        {
            var buffer = new byte[64 * 1024];
            var (passed, filled) = (0, 0);
            try
            {
                while (await from.ReadAsync(buffer.AsMemory(filled)) is > 0 and var read)
                {
                    filled += read;
                    var at = 0;
                    while (protocol.FirstLength(buffer.AsSpan(at, filled - at), fromClient) is > 0 and var length)
                    {
                        var (start, end) = (at, at + length);
                        if (!await meet(buffer.AsMemory(start, length), PassUpTo))
                        {
                            return;
                        }

                        at = end;

                        async Task PassUpTo(bool itself)
                        {
                            await to.WriteAsync(buffer.AsMemory(passed, (itself ? end : start) - passed));
                            passed = itself ? end : start;
                        }
                    }

                    await to.WriteAsync(buffer.AsMemory(passed, at - passed));
                    buffer.AsSpan(at, filled - at).CopyTo(buffer);
                    (passed, filled) = (0, filled - at);
                    if (filled == buffer.Length)
                    {
                        Array.Resize(ref buffer, buffer.Length * 2);
                    }
                }
            }
            catch (Exception ended) when (ended is IOException or SocketException or ObjectDisposedException)
            {
                // One side is gone; so is the other, soon.
            }
        }
    }
}
