using System.Net;
using System.Net.Sockets;
using System.Text;
using Npgsql;

namespace PrivacyPlatform.EventStore.Tests;

/// <summary>
/// Stands between client and server. The first time the client sends a given text, the proxy waits until the server has answered that it is done
/// (for a batch: committed), keeps that answer to itself and cuts the connection.
/// </summary>
internal sealed class CuttingProxy : IAsyncDisposable
{
    /// <summary>ReadyForQuery, outside of a transaction: the batch is over and committed.</summary>
    private static readonly byte[] Done = [(byte)'Z', 0, 0, 0, 5, (byte)'I'];

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly NpgsqlConnectionStringBuilder server;
    private readonly byte[] trigger;
    private readonly Task accepting;
    private int cuts;

    private CuttingProxy(string server, string whenSent)
    {
        this.server = new(server);
        trigger = Encoding.UTF8.GetBytes(whenSent);
        listener.Start();
        ConnectionString = new NpgsqlConnectionStringBuilder(server)
        {
            Host = "127.0.0.1",
            Port = ((IPEndPoint)listener.LocalEndpoint).Port,
            SslMode = SslMode.Disable,
            GssEncryptionMode = GssEncryptionMode.Disable,
        }.ConnectionString;
        accepting = Accept();
    }

    public string ConnectionString { get; }

    public int Cuts => cuts;

    public static CuttingProxy To(string server, string whenSent) => new(server, whenSent);

    public async ValueTask DisposeAsync()
    {
        listener.Dispose();
        await accepting;
    }

    private async Task Accept()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                connections.Add(Carry(await listener.AcceptTcpClientAsync()));
            }
        }
        catch (SocketException)
        {
            // disposed of: the listener is closed
        }
    }

    private async Task Carry(TcpClient client)
    {
        using var _ = client;
        using var upstream = new TcpClient();
        await upstream.ConnectAsync(server.Host!, server.Port);
        using var holdBack = new CancellationTokenSource();
        var back = Copy(upstream.GetStream(), client.GetStream(), holdBack.Token);
        var buffer = new byte[64 * 1024];
        try
        {
            while (await client.GetStream().ReadAsync(buffer) is > 0 and var read)
            {
                var cut = buffer.AsSpan(0, read).IndexOf(trigger) >= 0 && Interlocked.CompareExchange(ref cuts, 1, 0) == 0;
                if (cut)
                {
                    await holdBack.CancelAsync();
                    await back;
                }

                await upstream.GetStream().WriteAsync(buffer.AsMemory(0, read));
                if (cut)
                {
                    // A batch larger than the client's buffer comes in pieces: the server needs them all to be done.
                    using var done = new CancellationTokenSource();
                    var rest = Copy(client.GetStream(), upstream.GetStream(), done.Token);
                    await Swallow(upstream.GetStream());
                    await done.CancelAsync();
                    await rest;
                    return;
                }
            }
        }
        catch (IOException)
        {
            // either side went away: so does the other
        }
    }

    private static async Task Swallow(NetworkStream stream)
    {
        var answer = new List<byte>();
        var buffer = new byte[64 * 1024];
        while (!answer.TakeLast(Done.Length).SequenceEqual(Done) && await stream.ReadAsync(buffer) is > 0 and var read)
        {
            answer.AddRange(buffer.AsSpan(0, read));
        }
    }

    private static async Task Copy(NetworkStream from, NetworkStream to, CancellationToken stop)
    {
        try
        {
            await from.CopyToAsync(to, stop);
        }
        catch (Exception ended) when (ended is OperationCanceledException or IOException)
        {
            // held back, or a side went away
        }
    }
}
