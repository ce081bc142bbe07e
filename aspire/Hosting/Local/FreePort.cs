using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Aspire.Hosting.Local;

/// <summary>TCP ports of the loopback address that nobody listens on.</summary>
public static class FreePort
{
    // Below the ports that the kernel hands to outgoing connections: one of those could sit on a server's port while the server restarts.
    private const int First = 15_000;
    private const int Last = 31_000;

    /// <summary>A port that nobody listens on now, and that the kernel gives to nobody by itself.</summary>
    public static int Any()
    {
        while (true)
        {
            int port = RandomNumberGenerator.GetInt32(First, Last);
            if (IsFree(port))
            {
                return port;
            }
        }
    }

    internal static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
