using Microsoft.AspNetCore.Http;
using PrivacyPlatform.Kernel;

namespace PrivacyPlatform.ServiceDefaults;

/// <summary>What kind of "no" a code is, for callers who look at the status only.</summary>
/// <param name="Grpc">Number of the gRPC status.</param>
/// <param name="Http">The HTTP status that stands for it, as google.rpc.Code pairs them.</param>
public sealed record RefusalStatus(int Grpc, int Http)
{
    private static readonly RefusalStatus InvalidArgument = new(3, StatusCodes.Status400BadRequest);
    private static readonly RefusalStatus NotFound = new(5, StatusCodes.Status404NotFound);
    private static readonly RefusalStatus PermissionDenied = new(7, StatusCodes.Status403Forbidden);
    private static readonly RefusalStatus ResourceExhausted = new(8, StatusCodes.Status413PayloadTooLarge);
    private static readonly RefusalStatus FailedPrecondition = new(9, StatusCodes.Status400BadRequest);
    private static readonly RefusalStatus Aborted = new(10, StatusCodes.Status409Conflict);
    private static readonly RefusalStatus Unimplemented = new(12, StatusCodes.Status405MethodNotAllowed);
    private static readonly RefusalStatus Internal = new(13, StatusCodes.Status500InternalServerError);
    private static readonly RefusalStatus Unavailable = new(14, StatusCodes.Status503ServiceUnavailable);
    private static readonly RefusalStatus Unauthenticated = new(16, StatusCodes.Status401Unauthorized);

    /// <summary>
    /// By name where the code is the platform's; otherwise <c>…unknown</c> is a thing that is not there, a refusal
    /// that names a field is about that input, and the rest is a rule that says no in the present state.
    /// </summary>
    public static RefusalStatus Of(Refusal refusal) => refusal.Code switch
    {
        ErrorCodes.TokenMissing or ErrorCodes.TokenExpired or ErrorCodes.TokenInvalid => Unauthenticated,
        ErrorCodes.RoleMissing or ErrorCodes.TenantDiffers => PermissionDenied,
        ErrorCodes.MessageMalformed => InvalidArgument,
        ErrorCodes.MessageTooLarge => ResourceExhausted,
        ErrorCodes.MediaTypeUnsupported => InvalidArgument with { Http = StatusCodes.Status415UnsupportedMediaType },
        ErrorCodes.NotFound => NotFound,
        ErrorCodes.MethodNotAllowed => Unimplemented,
        ErrorCodes.StoreUnavailable => Unavailable,
        ErrorCodes.StoreConflict => Aborted,
        ErrorCodes.Internal => Internal,
        var code when code.EndsWith("unknown", StringComparison.Ordinal) => NotFound,
        _ when refusal.Field is not null => InvalidArgument,
        _ => FailedPrecondition,
    };
}
