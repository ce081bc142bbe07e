namespace Grpc.Core;

/// <summary>Makes an exception from a status with details. The name is the package's.</summary>
public static class RpcStatusExtensions
{
    /// <summary>Ends a call with the status's code and message, and the whole status in the trailers.</summary>
    public static RpcException ToRpcException(this Google.Rpc.Status status)
    {
        ArgumentNullException.ThrowIfNull(status);
        return status.ToRpcException((StatusCode)status.Code, status.Message);
    }

    /// <summary>Ends a call with a code and message of its own, and the whole status in the trailers.</summary>
    public static RpcException ToRpcException(this Google.Rpc.Status status, StatusCode statusCode, string message)
    {
        ArgumentNullException.ThrowIfNull(status);
        var trailers = new Metadata();
        trailers.SetRpcStatus(status);
        return new RpcException(new Status(statusCode, message), trailers);
    }
}
