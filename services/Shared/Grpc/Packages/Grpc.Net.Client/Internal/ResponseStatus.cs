using System.Globalization;
using System.Net.Http.Headers;
using Grpc.Core;
using PrivacyPlatform.Calls.Wire;

namespace Grpc.Net.Client.Internal;

/// <summary>Finds out how a call ended.</summary>
internal static class ResponseStatus
{
    /// <summary>Null: the headers do not end the call.</summary>
    public static (Status Status, Metadata Trailers)? OfHeaders(HttpResponseMessage response)
    {
        // A status in the headers is the whole answer ("trailers only"), also next to an HTTP status that is not 200.
        if (Read(response.Headers) is { } ended)
        {
            return ended;
        }

        var http = (int)response.StatusCode;
        if (http != 200)
        {
            return (new Status(OfHttp(http), $"Bad gRPC response. HTTP status code: {http}"), []);
        }

        return response.Content.Headers.ContentType?.MediaType is { } type && type.StartsWith("application/grpc", StringComparison.OrdinalIgnoreCase)
            ? null
            : (new Status(StatusCode.Unknown, "Bad gRPC response. It has no gRPC content type."), []);
    }

    /// <summary>What came after the messages.</summary>
    public static (Status Status, Metadata Trailers) OfTrailers(HttpResponseMessage response) =>
        Read(response.TrailingHeaders) ?? (new Status(StatusCode.Unknown, "No grpc-status found on response."), []);

    /// <summary>What an exception says of the call.</summary>
    public static (Status Status, Metadata Trailers) Of(Exception exception, ClientDeadline deadline)
    {
        if (exception is RpcException ended)
        {
            return (ended.Status, ended.Trailers);
        }

        if (deadline.IsOver)
        {
            deadline.Cancel();
            return deadline.HasPassed
                ? (new Status(StatusCode.DeadlineExceeded, "", exception), [])
                : (new Status(StatusCode.Cancelled, "Call canceled by the client.", exception), []);
        }

        var code = OfTransport(exception);
        return (new Status(code, $"Error in the transport: {exception.GetType().Name}: {exception.Message}", exception), []);
    }

    private static (Status, Metadata)? Read(HttpResponseHeaders headers)
    {
        if (!headers.TryGetValues("grpc-status", out var values))
        {
            return null;
        }

        // A number that is no code of ours is still an answer, and no success.
        var code = int.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && Enum.IsDefined((StatusCode)number)
            ? (StatusCode)number
            : StatusCode.Unknown;
        var message = headers.TryGetValues("grpc-message", out var messages) ? PercentEncoding.Decode(string.Join(',', messages)) : "";
        return (new Status(code, message), WireMetadata.Read(headers).Freeze());
    }

    // gRPC's own mapping, for answers of proxies and servers that know no gRPC.
    private static StatusCode OfHttp(int status) => status switch
    {
        400 => StatusCode.Internal,
        401 => StatusCode.Unauthenticated,
        403 => StatusCode.PermissionDenied,
        404 => StatusCode.Unimplemented,
        429 or 502 or 503 or 504 => StatusCode.Unavailable,
        _ => StatusCode.Unknown,
    };

    private static StatusCode OfTransport(Exception exception)
    {
        for (var inner = exception; inner is not null; inner = inner.InnerException)
        {
            if (inner is HttpProtocolException protocol)
            {
                return OfHttp2Error(protocol.ErrorCode);
            }
        }

        return exception is HttpRequestException or IOException ? StatusCode.Unavailable : StatusCode.Internal;
    }

    private static StatusCode OfHttp2Error(long code) => code switch
    {
        7 => StatusCode.Unavailable, // REFUSED_STREAM
        8 => StatusCode.Cancelled, // CANCEL
        11 => StatusCode.ResourceExhausted, // ENHANCE_YOUR_CALM
        12 => StatusCode.PermissionDenied, // INADEQUATE_SECURITY
        _ => StatusCode.Internal,
    };
}
