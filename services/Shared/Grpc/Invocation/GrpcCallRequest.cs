using Microsoft.AspNetCore.Http;
using PrivacyPlatform.Calls.Wire;

namespace PrivacyPlatform.Calls.Invocation;

/// <summary>Tells gRPC requests from others.</summary>
internal static class GrpcCallRequest
{
    /// <summary><c>application/grpc</c>, alone or followed by <c>+format</c> or parameters; <c>application/grpc-web</c> is not it.</summary>
    public static bool IsGrpc(HttpRequest request) =>
        request.ContentType is { } contentType
        && contentType.StartsWith(StatusHeaders.ContentType, StringComparison.OrdinalIgnoreCase)
        && (contentType.Length == StatusHeaders.ContentType.Length || contentType[StatusHeaders.ContentType.Length] is ';' or '+' or ' ');
}
