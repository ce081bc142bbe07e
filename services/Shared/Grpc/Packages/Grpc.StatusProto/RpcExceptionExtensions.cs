namespace Grpc.Core;

/// <summary>Reads a status with details from an exception. The name is the package's.</summary>
public static class RpcExceptionExtensions
{
    /// <summary>The status with details that came in the trailers; null when there was none.</summary>
    public static Google.Rpc.Status? GetRpcStatus(this RpcException ex)
    {
        ArgumentNullException.ThrowIfNull(ex);
        return ex.Trailers.GetRpcStatus();
    }
}
