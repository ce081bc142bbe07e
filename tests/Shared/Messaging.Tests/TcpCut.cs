using System.Net;
using System.Net.Sockets;

namespace PrivacyPlatform.Messaging.Tests;

/// <summary>Stands between client and broker and cuts the first connection over which the client has sent so many bytes; later ones it leaves alone.</summary>
internal sealed class TcpCut : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly Uri server;
    private readonly long afterBytes;
    private readonly Task accepting;
    private readonly CancellationTokenSource closing = new();
    private int cuts;

    public TcpCut(Uri server, long afterBytes)
    {
        (this.server, this.afterBytes) = (server, afterBytes);
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
        var (up, down) = (Copy(near, far, countsBytes: true), Copy(far, near, countsBytes: false));
        Task ended = Task.WhenAny(up, down);
        await ended.WaitAsync(closing.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        near.Close();
        far.Close();
        await Task.WhenAll(up, down);
    }

    private async Task Copy(TcpClient from, TcpClient to, bool countsBytes)
    {
        var buffer = new byte[16 * 1024];
        var sent = 0L;
        try
        {
            while (await from.GetStream().ReadAsync(buffer) is > 0 and var read)
            {
                sent += read;
                if (countsBytes && sent > afterBytes && Interlocked.CompareExchange(ref cuts, 1, 0) == 0)
                {
                    return;
                }

                await to.GetStream().WriteAsync(buffer.AsMemory(0, read));
            }
        }
        catch (Exception ended) when (ended is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // One side is gone; so is the other, soon.
        }
    }
}
