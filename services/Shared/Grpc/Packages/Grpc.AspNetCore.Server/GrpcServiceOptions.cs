using PrivacyPlatform.Calls.Protocol;

namespace Grpc.AspNetCore.Server;

/// <summary>How services answer.</summary>
public class GrpcServiceOptions
{
    /// <summary>Of one response, in bytes; null: no limit.</summary>
    public int? MaxSendMessageSize { get; set; }

    /// <summary>Of one request, in bytes, also when it is decompressed; null: no limit. 4 MB unless it is said otherwise.</summary>
    public int? MaxReceiveMessageSize { get; set; } = MessageLimit.DefaultReceive;

    /// <summary>Whether an exception's text is sent to the caller. Only for development: it can say anything.</summary>
    public bool? EnableDetailedErrors { get; set; }

    /// <summary>"gzip": responses are compressed where the caller accepts it. Null: never.</summary>
    public string? ResponseCompressionAlgorithm { get; set; }

    /// <summary>Whether calls to services that are not here are left to other endpoints, rather than answered with UNIMPLEMENTED.</summary>
    public bool? IgnoreUnknownServices { get; set; }

    /// <summary>Around every method, the first outermost.</summary>
    public InterceptorCollection Interceptors { get; } = [];
}
