namespace PrivacyPlatform.ServiceDefaults;

/// <summary>Codes of errors that no domain rule gives: part of the API, never renamed.</summary>
public static class ErrorCodes
{
    /// <summary>No token was shown.</summary>
    public const string TokenMissing = "auth.token_missing";

    /// <summary>The token's lifetime has ended, or has not begun.</summary>
    public const string TokenExpired = "auth.token_expired";

    /// <summary>Wrong signature, algorithm, issuer or audience, or a claim that is missing or has the wrong shape.</summary>
    public const string TokenInvalid = "auth.token_invalid";

    /// <summary>The token is valid and its roles do not reach.</summary>
    public const string RoleMissing = "auth.role_missing";

    /// <summary>A header names another tenant than the token.</summary>
    public const string TenantDiffers = "tenant.differs";

    public const string MessageMalformed = "message.malformed";
    public const string MessageTooLarge = "message.too_large";

    /// <summary>One command id for two commands.</summary>
    public const string MessageIdReused = "message.id_reused";
    public const string MediaTypeUnsupported = "message.media_type_unsupported";

    public const string NotFound = "http.not_found";
    public const string MethodNotAllowed = "http.method_not_allowed";

    /// <summary>Another HTTP error without a code of its own.</summary>
    public const string Http = "http.error";

    /// <summary>The database does not answer; the same command may be sent again.</summary>
    public const string StoreUnavailable = "store.unavailable";

    /// <summary>Others wrote to the same stream all the time; the same command may be sent again.</summary>
    public const string StoreConflict = "store.conflict";

    /// <summary>More commands come than the store can take; the same command may be sent again, later.</summary>
    public const string StoreOverloaded = EventStore.OverloadedException.Code;

    /// <summary>A bug; the trace id leads to the log.</summary>
    public const string Internal = "internal";
}
