using System.Globalization;
using Grpc.Core;
using Microsoft.AspNetCore.Http;

namespace PrivacyPlatform.Calls.Wire;

/// <summary>How a call's end is written.</summary>
internal static class StatusHeaders
{
    public const string ContentType = "application/grpc";

    /// <summary>A whole answer that is nothing but a status ("trailers only"): one block of headers, HTTP status 200.</summary>
    public static void WriteTrailersOnly(HttpResponse response, Status status, Metadata trailers)
    {
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = ContentType;
        Write((name, value) => response.Headers.Append(name, value), status, trailers);
    }

    /// <summary>The status after the messages.</summary>
    public static void WriteTrailers(HttpResponse response, Status status, Metadata trailers) =>
        Write((name, value) => response.AppendTrailer(name, value), status, trailers);

    private static void Write(Action<string, string> append, Status status, Metadata trailers)
    {
        // All values are made before the first is written: one that cannot be must not leave half an answer.
        var entries = new List<(string Key, string Value)>(trailers.Count);
        try
        {
            entries.AddRange(trailers.Where(entry => !WireMetadata.IsReserved(entry.Key)).Select(entry => (entry.Key, WireMetadata.Value(entry))));
        }
        catch (RpcException notAscii)
        {
            entries.Clear();
            status = notAscii.Status;
        }

        append("grpc-status", ((int)status.StatusCode).ToString(CultureInfo.InvariantCulture));
        if (!string.IsNullOrEmpty(status.Detail))
        {
            append("grpc-message", PercentEncoding.Encode(status.Detail));
        }

        foreach (var (key, value) in entries)
        {
            append(key, value);
        }
    }
}
