namespace PrivacyPlatform.Calls.Wire;

/// <summary>The codes that are given before a service is asked. Stable: callers decide by them.</summary>
internal static class CallErrors
{
    /// <summary>Whose codes they are, in <c>google.rpc.ErrorInfo.domain</c>.</summary>
    public const string Domain = "privacyplatform";

    public const string TokenMissing = "auth.token_missing";
    public const string TokenInvalid = "auth.token_invalid";
    public const string NotPermitted = "auth.not_permitted";
    public const string Malformed = "request.malformed";
    public const string TooLarge = "request.too_large";
    public const string MediaType = "request.media_type_unsupported";
    public const string StreamingUnsupported = "request.streaming_unsupported";
}
