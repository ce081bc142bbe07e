using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using PrivacyPlatform.Kernel;

namespace PrivacyPlatform.ServiceDefaults;

/// <summary>A code for each HTTP error that comes from the server itself and not from a rule.</summary>
internal static class HttpErrors
{
    public static Refusal Of(int status) => status switch
    {
        StatusCodes.Status400BadRequest => new(ErrorCodes.MessageMalformed, "The request cannot be read."),
        StatusCodes.Status404NotFound => new(ErrorCodes.NotFound, "There is nothing at this address."),
        StatusCodes.Status405MethodNotAllowed => new(ErrorCodes.MethodNotAllowed, "This address does not answer this HTTP method."),
        StatusCodes.Status413PayloadTooLarge => new(ErrorCodes.MessageTooLarge, "The request is larger than allowed."),
        StatusCodes.Status415UnsupportedMediaType => new(ErrorCodes.MediaTypeUnsupported, "Send application/json.", "content-type"),
        StatusCodes.Status500InternalServerError => new(ErrorCodes.Internal, "Something went wrong; the trace id leads to the log."),
        _ => new(ErrorCodes.Http, ReasonPhrases.GetReasonPhrase(status)),
    };
}
