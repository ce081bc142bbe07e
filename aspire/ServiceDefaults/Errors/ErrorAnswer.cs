using System.Globalization;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using PrivacyPlatform.Kernel;

namespace PrivacyPlatform.ServiceDefaults;

/// <summary>One error, written in the form that the caller speaks.</summary>
internal static class ErrorAnswer
{
    public static Task Write(HttpContext context, Refusal refusal, int? httpStatus = null) =>
        IsGrpc(context.Request) ? WriteTrailers(context, refusal) : WriteProblem(context, refusal, httpStatus ?? RefusalStatus.Of(refusal.Code).Http);

    public static bool IsGrpc(HttpRequest request) =>
        request.ContentType?.StartsWith("application/grpc", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>Problem details (RFC 9457) with <c>code</c>, and <c>field</c> where one is at fault.</summary>
    private static Task WriteProblem(HttpContext context, Refusal refusal, int status)
    {
        var more = new Dictionary<string, object?>(StringComparer.Ordinal) { ["code"] = refusal.Code };
        if (refusal.Field is not null)
        {
            more["field"] = refusal.Field;
        }

        return TypedResults.Problem(refusal.Message, statusCode: status, extensions: more).ExecuteAsync(context);
    }

    /// <summary>A gRPC answer without a message is its headers alone ("trailers-only"), HTTP status 200.</summary>
    private static async Task WriteTrailers(HttpContext context, Refusal refusal)
    {
        var status = refusal.ToRpcStatus();
        context.Response.StatusCode = StatusCodes.Status200OK;
        context.Response.ContentType = "application/grpc";
        context.Response.Headers.GrpcStatus = status.Code.ToString(CultureInfo.InvariantCulture);
        context.Response.Headers.GrpcMessage = Uri.EscapeDataString(status.Message);
        context.Response.Headers[MetadataExtensions.StatusDetailsTrailerName] = Convert.ToBase64String(status.ToByteArray());
        await context.Response.CompleteAsync().ConfigureAwait(false);
    }
}
