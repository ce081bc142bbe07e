using Microsoft.AspNetCore.Http;
using PrivacyPlatform.Calls.Invocation;

namespace Grpc.AspNetCore.Server;

/// <summary>Whether a request is gRPC at all.</summary>
internal static class GrpcRequest
{
    /// <summary>False: the request is answered, with 415 or 426.</summary>
    public static bool IsAcceptable(HttpContext http)
    {
        if (!GrpcCallRequest.IsGrpc(http.Request))
        {
            http.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            return false;
        }

        // Trailers and streams both ways need HTTP/2.
        if (!HttpProtocol.IsHttp2(http.Request.Protocol) && !HttpProtocol.IsHttp3(http.Request.Protocol))
        {
            http.Response.StatusCode = StatusCodes.Status426UpgradeRequired;
            http.Response.Headers.Upgrade = "HTTP/2";
            return false;
        }

        return true;
    }
}
