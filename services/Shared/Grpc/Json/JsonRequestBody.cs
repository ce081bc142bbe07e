using System.Buffers;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using PrivacyPlatform.Calls.Wire;

namespace PrivacyPlatform.Calls.Json;

/// <summary>Reads a JSON request's body, as far as the limit.</summary>
internal static class JsonRequestBody
{
    /// <exception cref="ProblemException">413 or 415.</exception>
    public static async Task<ReadOnlyMemory<byte>> Read(HttpRequest request, int? maxSize, CancellationToken cancellationToken)
    {
        if (!IsUtf8Json(request.ContentType) || request.Headers.ContentEncoding.Count > 0)
        {
            throw new ProblemException(new Problem(415, CallErrors.MediaType, "The body must be application/json in UTF-8, without a content encoding.", null, StatusCode.InvalidArgument));
        }

        var limit = maxSize ?? int.MaxValue;
        if (request.ContentLength > limit)
        {
            throw TooLarge(limit);
        }

        var body = new ArrayBufferWriter<byte>((int)Math.Max(request.ContentLength ?? 0, 256));
        while (true)
        {
            var read = await request.Body.ReadAsync(body.GetMemory(4096), cancellationToken);
            if (read == 0)
            {
                return body.WrittenMemory;
            }

            body.Advance(read);
            if (body.WrittenCount > limit)
            {
                throw TooLarge(limit);
            }
        }
    }

    private static bool IsUtf8Json(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
        && (!type.Charset.HasValue || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase) || type.Charset.Equals("\"utf-8\"", StringComparison.OrdinalIgnoreCase));

    private static ProblemException TooLarge(int limit) =>
        new(new Problem(413, CallErrors.TooLarge, $"The body is larger than {limit} bytes.", null, StatusCode.ResourceExhausted));
}
