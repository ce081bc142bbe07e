using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PrivacyPlatform.Benchmarks.SubProcessors;

/// <summary>One connection that asks and throws away what is answered: it takes as little as possible of the machine that both share.</summary>
internal sealed class KeepAliveClient : IDisposable
{
    private static readonly byte[] HeadersEnd = "\r\n\r\n"u8.ToArray();

    private readonly Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] buffer = new byte[256 * 1024];

    public KeepAliveClient(int port) => socket.Connect(IPAddress.Loopback, port);

    /// <returns>How long the body was, in bytes.</returns>
    /// <exception cref="InvalidOperationException">The answer was another than 200, or of a length that it does not tell.</exception>
    public async Task<int> Get(string address, bool gzip)
    {
        var request = $"GET {address} HTTP/1.1\r\nHost: bench\r\n{(gzip ? "Accept-Encoding: gzip\r\n" : "")}\r\n";
        await socket.SendAsync(Encoding.ASCII.GetBytes(request));
        int received = 0, end;
        do
        {
            received += await Receive(buffer.AsMemory(received));
            end = buffer.AsSpan(0, received).IndexOf(HeadersEnd);
        }
        while (end < 0);

        var length = LengthIn(Encoding.ASCII.GetString(buffer, 0, end));
        for (var left = length - (received - end - HeadersEnd.Length); left > 0;)
        {
            left -= await Receive(buffer.AsMemory(0, Math.Min(left, buffer.Length)));
        }

        return length;
    }

    public void Dispose() => socket.Dispose();

    private async Task<int> Receive(Memory<byte> into) =>
        await socket.ReceiveAsync(into) is > 0 and var count ? count : throw new InvalidOperationException("The connection was closed.");

    private static int LengthIn(string headers)
    {
        const string Name = "\r\nContent-Length: ";
        var at = headers.IndexOf(Name, StringComparison.OrdinalIgnoreCase);
        return headers.StartsWith("HTTP/1.1 200", StringComparison.Ordinal) && at >= 0
            ? int.Parse(headers.AsSpan(at + Name.Length).ToString().Split('\r')[0])
            : throw new InvalidOperationException(headers);
    }
}
