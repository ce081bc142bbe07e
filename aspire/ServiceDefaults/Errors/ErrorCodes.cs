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

    /// <summary>A header or the query names another tenant than the token.</summary>
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

    /// <summary>The store came out of an older backup, and nobody has accepted that yet; the same command may be sent again, later.</summary>
    public const string StoreNotAccepted = EventStore.StoreGate.Code;

    /// <summary>As many read the feed as can be served; try again, later.</summary>
    public const string FeedTooManyReaders = "feed.too_many_readers";

    /// <summary>The feed does not have this position, or has another event there.</summary>
    public const string FeedPositionUnknown = "feed.position_unknown";

    /// <summary>The service announces no such message.</summary>
    public const string FeedTypeUnknown = "feed.type_unknown";

    /// <summary>The next event in the feed is one that this version of the service does not know.</summary>
    public const string FeedStopped = "feed.stopped";

    /// <summary>The recorded erasures are being compared with the vault of keys, or others change the same keys; the same may be sent again.</summary>
    public const string VaultNotReady = "vault.not_ready";

    /// <inheritdoc cref="VaultNotReady" />
    public const string VaultBusy = "vault.busy";

    /// <summary>The key on top of the vault's cannot be used.</summary>
    public const string RootKeyUnusable = "vault.root_key_unusable";

    /// <summary>The broker does not answer; the same may be sent again.</summary>
    public const string BrokerUnavailable = "broker.unavailable";

    /// <summary>This instance takes no new work; another one does.</summary>
    public const string ServiceStopping = "service.stopping";

    /// <summary>A bug; the trace id leads to the log.</summary>
    public const string Internal = "internal";
}
