using System.Net;
using System.Net.Sockets;

namespace Aspire.Hosting.Local;

/// <summary>TCP ports of the loopback address that nobody listens on.</summary>
internal static class FreePort
{
    internal static int Any()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
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
