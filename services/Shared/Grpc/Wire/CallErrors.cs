namespace PrivacyPlatform.Calls.Wire;

/// <summary>The codes that are given before a service is asked. Stable: callers decide by them.</summary>
internal static class CallErrors
{
    /// <summary>Whose codes they are, in <c>google.rpc.ErrorInfo.domain</c>.</summary>
    public const string Domain = "privacyplatform";

    public const string TokenMissing = "auth.token_missing";
    public const string TokenInvalid = "auth.token_invalid";
    public const string RoleMissing = "auth.role_missing";
    public const string Malformed = "message.malformed";
    public const string TooLarge = "message.too_large";
    public const string MediaType = "message.media_type_unsupported";
    public const string StreamingUnsupported = "call.streaming_unsupported";
}
