using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace PrivacyPlatform.Messaging.Tests;

/// <summary>What a network or a server in trouble does to a connection.</summary>
public enum TcpFault
{
    Closes,

    /// <summary>Takes everything and says nothing.</summary>
    AnswersNoMore,

    /// <summary>Neither takes anything nor closes.</summary>
    TakesNoMore,
}

/// <summary>Stands between client and broker and spoils the first connection over which the client has sent so many bytes; later ones it leaves alone.</summary>
internal sealed class TcpCut : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly Uri server;
    private readonly long afterBytes;
    private readonly TcpFault fault;
    private readonly Task accepting;
    private readonly CancellationTokenSource closing = new();
    private int cuts;

    public TcpCut(Uri server, long afterBytes, TcpFault fault = TcpFault.Closes)
    {
        (this.server, this.afterBytes, this.fault) = (server, afterBytes, fault);
        listener.Start();
        Uri = new UriBuilder(server) { Host = "127.0.0.1", Port = ((IPEndPoint)listener.LocalEndpoint).Port }.Uri;
        accepting = Accept();
    }

    public Uri Uri { get; }

    public int Cuts => cuts;

    public async ValueTask DisposeAsync()
    {
        listener.Dispose();
        await closing.CancelAsync();
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
                carried.Add(Carry(await listener.AcceptTcpClientAsync()));
            }
        }
        catch (SocketException)
        {
            await Task.WhenAll(carried);
        }
    }

    private async Task Carry(TcpClient client)
    {
        using var near = client;
        using var far = new TcpClient();
        await far.ConnectAsync(server.Host, server.Port);
        var mute = new StrongBox<bool>();
        var (up, down) = (Up(near, far, mute), Down(far, near, mute));
        Task ended = Task.WhenAny(up, down);
        await ended.WaitAsync(closing.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        near.Close();
        far.Close();
        await Task.WhenAll(up, down);
    }

    private async Task Up(TcpClient client, TcpClient broker, StrongBox<bool> mute)
    {
        var buffer = new byte[16 * 1024];
        var sent = 0L;
        while (await Read(client, buffer) is > 0 and var read)
        {
            sent += read;
            if (sent > afterBytes && Interlocked.CompareExchange(ref cuts, 1, 0) == 0)
            {
                if (fault == TcpFault.TakesNoMore)
                {
                    await new TaskCompletionSource().Task.WaitAsync(closing.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                }

                mute.Value = fault == TcpFault.AnswersNoMore;
                if (!mute.Value)
                {
                    return;
                }
            }

            await Write(broker, buffer.AsMemory(0, read));
        }
    }

    private static async Task Down(TcpClient broker, TcpClient client, StrongBox<bool> mute)
    {
        var buffer = new byte[16 * 1024];
        while (await Read(broker, buffer) is > 0 and var read)
        {
            if (!mute.Value)
            {
                await Write(client, buffer.AsMemory(0, read));
            }
        }
    }

    /// <returns>0 when that side is gone; so is the other, soon.</returns>
    private static async Task<int> Read(TcpClient from, byte[] buffer)
    {
        try
        {
            return await from.GetStream().ReadAsync(buffer);
        }
        catch (Exception ended) when (IsGone(ended))
        {
            return 0;
        }
    }

    private static async Task Write(TcpClient to, ReadOnlyMemory<byte> bytes)
    {
        try
        {
            await to.GetStream().WriteAsync(bytes);
        }
        catch (Exception ended) when (IsGone(ended))
        {
            to.Close(); // what is read from it ends
        }
    }

    private static bool IsGone(Exception exception) => exception is IOException or SocketException or ObjectDisposedException or InvalidOperationException;
}
