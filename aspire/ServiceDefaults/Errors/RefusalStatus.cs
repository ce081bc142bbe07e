using Grpc.Core;
using Microsoft.AspNetCore.Http;

namespace PrivacyPlatform.ServiceDefaults;

/// <summary>What kind of "no" a code is, for callers who look at the status only.</summary>
/// <param name="Grpc">The gRPC status.</param>
/// <param name="Http">The HTTP status that stands for it, as google.rpc.Code pairs them.</param>
public sealed record RefusalStatus(StatusCode Grpc, int Http)
{
    private static readonly RefusalStatus InvalidArgument = new(StatusCode.InvalidArgument, StatusCodes.Status400BadRequest);
    private static readonly RefusalStatus NotFound = new(StatusCode.NotFound, StatusCodes.Status404NotFound);
    private static readonly RefusalStatus AlreadyExists = new(StatusCode.AlreadyExists, StatusCodes.Status409Conflict);
    private static readonly RefusalStatus PermissionDenied = new(StatusCode.PermissionDenied, StatusCodes.Status403Forbidden);
    private static readonly RefusalStatus ResourceExhausted = new(StatusCode.ResourceExhausted, StatusCodes.Status413PayloadTooLarge);
    private static readonly RefusalStatus FailedPrecondition = new(StatusCode.FailedPrecondition, StatusCodes.Status400BadRequest);
    private static readonly RefusalStatus Aborted = new(StatusCode.Aborted, StatusCodes.Status409Conflict);
    private static readonly RefusalStatus Unimplemented = new(StatusCode.Unimplemented, StatusCodes.Status405MethodNotAllowed);
    private static readonly RefusalStatus Internal = new(StatusCode.Internal, StatusCodes.Status500InternalServerError);
    private static readonly RefusalStatus Unavailable = new(StatusCode.Unavailable, StatusCodes.Status503ServiceUnavailable);
    private static readonly RefusalStatus Unauthenticated = new(StatusCode.Unauthenticated, StatusCodes.Status401Unauthorized);

    /// <summary>By name where the code is the platform's; otherwise by what a code's last word says.</summary>
    public static RefusalStatus Of(string code) => code switch
    {
        ErrorCodes.TokenMissing or ErrorCodes.TokenExpired or ErrorCodes.TokenInvalid => Unauthenticated,
        ErrorCodes.RoleMissing or ErrorCodes.TenantDiffers => PermissionDenied,
        ErrorCodes.MessageTooLarge => ResourceExhausted,
        ErrorCodes.StoreOverloaded or ErrorCodes.FeedTooManyReaders => ResourceExhausted with { Http = StatusCodes.Status429TooManyRequests },
        ErrorCodes.MessageIdReused => AlreadyExists,
        ErrorCodes.MediaTypeUnsupported => InvalidArgument with { Http = StatusCodes.Status415UnsupportedMediaType },
        ErrorCodes.NotFound => NotFound,
        ErrorCodes.MethodNotAllowed => Unimplemented,
        ErrorCodes.StoreUnavailable or ErrorCodes.StoreNotAccepted or ErrorCodes.ServiceStopping => Unavailable,
        ErrorCodes.VaultNotReady or ErrorCodes.VaultBusy or ErrorCodes.RootKeyUnusable or ErrorCodes.BrokerUnavailable => Unavailable,
        ErrorCodes.StoreConflict => Aborted,
        ErrorCodes.Internal => Internal,
        // A thing that is named and is not there.
        _ when Ends(code, "unknown") => NotFound,
        // Input that is wrong whatever the state.
        _ when Ends(code, "malformed") || Ends(code, "required") || Ends(code, "looks_personal") => InvalidArgument,
        // A rule that says no in the present state.
        _ => FailedPrecondition,
    };

    private static bool Ends(string code, string word) => code.EndsWith(word, StringComparison.Ordinal);
}
