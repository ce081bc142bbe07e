namespace PrivacyPlatform.Messaging;

/// <summary>Why a message is in the error queue, where the domain is not the reason. Stable: part of the API.</summary>
public static class EdgeCodes
{
    /// <summary>No header <c>tenant</c>.</summary>
    public const string NoTenant = "message.no_tenant";

    /// <summary>No property <c>message_id</c>, or one that is not a UUID.</summary>
    public const string NoId = "message.no_id";

    /// <summary>No property <c>user_id</c>, with which the broker vouches for the sender.</summary>
    public const string NoUser = "message.no_user";

    /// <summary>The header <c>tenant</c> names one for which the sender may not speak; as a call's, which names another than its token.</summary>
    public const string TenantDiffers = "tenant.differs";

    /// <summary>The body is not the JSON of the queue's message.</summary>
    public const string Malformed = "message.malformed";

    /// <summary>The body is longer than is taken.</summary>
    public const string TooLarge = "message.too_large";

    /// <summary>The message id was used before for a command on another stream.</summary>
    public const string IdReused = "message.id_reused";

    /// <summary>A fault of ours, not of the message: see the log.</summary>
    public const string Failed = "message.failed";
}
