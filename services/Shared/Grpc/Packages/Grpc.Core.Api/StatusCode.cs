namespace Grpc.Core;

/// <summary>The status codes of gRPC; the numbers are the protocol's and travel in <c>grpc-status</c>.</summary>
public enum StatusCode
{
    /// <summary>Not an error.</summary>
    OK = 0,

    /// <summary>The caller canceled the call.</summary>
    Cancelled = 1,

    /// <summary>An error of which nothing more is known; an unhandled exception of a service becomes this.</summary>
    Unknown = 2,

    /// <summary>The request is wrong whatever the state of the system.</summary>
    InvalidArgument = 3,

    /// <summary>The deadline passed before the call ended.</summary>
    DeadlineExceeded = 4,

    /// <summary>What was asked for does not exist.</summary>
    NotFound = 5,

    /// <summary>What was to be made exists already.</summary>
    AlreadyExists = 6,

    /// <summary>The caller is known and may not do this.</summary>
    PermissionDenied = 7,

    /// <summary>A quota or a size limit is used up.</summary>
    ResourceExhausted = 8,

    /// <summary>The system is not in the state that the request needs.</summary>
    FailedPrecondition = 9,

    /// <summary>The call lost a race and may be tried again from its beginning.</summary>
    Aborted = 10,

    /// <summary>The request points past the valid range.</summary>
    OutOfRange = 11,

    /// <summary>The method does not exist here, or not in the form it was called.</summary>
    Unimplemented = 12,

    /// <summary>Something that always holds does not hold.</summary>
    Internal = 13,

    /// <summary>The service cannot answer now; the same call may succeed later.</summary>
    Unavailable = 14,

    /// <summary>Data is lost for good.</summary>
    DataLoss = 15,

    /// <summary>The caller did not say, or not validly, who it is.</summary>
    Unauthenticated = 16,
}
