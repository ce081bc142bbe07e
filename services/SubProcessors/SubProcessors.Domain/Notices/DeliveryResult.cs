namespace PrivacyPlatform.SubProcessors.Notices;

/// <summary>What an attempt came to: the kind of answer, never what it said.</summary>
public enum DeliveryResult
{
    /// <summary>The receiver took it over: HTTP 2xx, or the mail server's 250.</summary>
    Accepted = 1,

    /// <summary>HTTP 3xx. A redirection is not followed: it could lead anywhere.</summary>
    Redirected = 2,

    /// <summary>HTTP 4xx.</summary>
    Rejected = 3,

    /// <summary>HTTP 410, or the mail server's 5yz: trying again is of no use.</summary>
    RejectedForGood = 4,

    /// <summary>HTTP 5xx, or the mail server's 4yz.</summary>
    Failed = 5,

    /// <summary>No connection, no name, or no trust in the certificate.</summary>
    Unreachable = 6,

    TimedOut = 7,

    /// <summary>The address leads into a private network.</summary>
    AddressRefused = 8,

    /// <summary>The customer has no address for this channel any more.</summary>
    NoAddress = 9,
}
