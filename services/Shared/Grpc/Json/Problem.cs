using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Google.Rpc;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Status = Grpc.Core.Status;

namespace PrivacyPlatform.Calls.Json;

/// <summary>A call's refusal or failure as problem details (RFC 9457).</summary>
/// <param name="HttpStatus">The HTTP status.</param>
/// <param name="Code">Stable, for programs.</param>
/// <param name="Detail">For people who debug.</param>
/// <param name="Field">The field that is wrong; null: none, or not known.</param>
/// <param name="GrpcStatus">The same in gRPC's terms.</param>
/// <param name="RetryAfter">When to try again; null: nothing is known of that.</param>
internal sealed record Problem(int HttpStatus, string Code, string Detail, string? Field, StatusCode GrpcStatus, TimeSpan? RetryAfter = null)
{
    public const string ContentType = "application/problem+json";

    /// <summary>From a status and its details.</summary>
    public static Problem Of(Google.Rpc.Status status)
    {
        var grpcStatus = (StatusCode)status.Code;
        var info = status.Details.FirstOrDefault(detail => detail.Is(ErrorInfo.Descriptor))?.Unpack<ErrorInfo>();
        var request = status.Details.FirstOrDefault(detail => detail.Is(BadRequest.Descriptor))?.Unpack<BadRequest>();
        return new(
            HttpStatusOf.Code(grpcStatus),
            info?.Reason is { Length: > 0 } reason ? reason : $"call.{StatusName.Of(grpcStatus).ToLowerInvariant()}",
            status.Message,
            request?.FieldViolations.FirstOrDefault()?.Field,
            grpcStatus,
            status.Details.FirstOrDefault(detail => detail.Is(RetryInfo.Descriptor))?.Unpack<RetryInfo>().RetryDelay?.ToTimeSpan());
    }

    /// <summary>From a status, and the details that its trailers may hold.</summary>
    public static Problem Of(Status status, Metadata trailers)
    {
        var details = trailers.GetRpcStatus(ignoreParseError: true) ?? new Google.Rpc.Status();
        details.Code = (int)status.StatusCode;
        details.Message = status.Detail;
        return Of(details);
    }

    public JsonObject ToJson()
    {
        var json = new JsonObject
        {
            ["type"] = "about:blank",
            ["title"] = ReasonPhrases.GetReasonPhrase(HttpStatus) is { Length: > 0 } phrase ? phrase : StatusName.Of(GrpcStatus),
            ["status"] = HttpStatus,
            ["detail"] = Detail,
            ["code"] = Code,
        };
        if (Field is not null)
        {
            json["field"] = Field;
        }

        json["grpcStatus"] = StatusName.Of(GrpcStatus);
        if (Activity.Current is { } activity)
        {
            json["traceId"] = activity.TraceId.ToHexString();
        }

        return json;
    }

    public async Task Write(HttpResponse response, CancellationToken cancellationToken)
    {
        response.StatusCode = HttpStatus;
        response.ContentType = ContentType;
        if (RetryAfter is { } pause)
        {
            // Whole seconds are all that HTTP knows; none would be "at once".
            response.Headers.RetryAfter = Math.Ceiling(pause.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        await response.WriteAsync(ToJson().ToJsonString(), cancellationToken);
    }
}
