using System.Runtime.InteropServices;

namespace Grpc.Core;

/// <summary>How a client wants one call to be made.</summary>
/// <param name="headers">Sent along; null: none.</param>
/// <param name="deadline">UTC; null: none.</param>
/// <param name="cancellationToken">Ends the call with <see cref="StatusCode.Cancelled"/>.</param>
/// <param name="writeOptions">How requests are written.</param>
/// <param name="credentials">Who calls; added to the channel's own.</param>
[StructLayout(LayoutKind.Auto)]
public struct CallOptions(
    Metadata? headers = null,
    DateTime? deadline = null,
    CancellationToken cancellationToken = default,
    WriteOptions? writeOptions = null,
    CallCredentials? credentials = null)
{
    /// <summary>Sent along; null: none.</summary>
    public Metadata? Headers { readonly get; private set; } = headers;

    /// <summary>UTC; null: none.</summary>
    public DateTime? Deadline { readonly get; private set; } = deadline;

    /// <summary>Ends the call with <see cref="StatusCode.Cancelled"/>.</summary>
    public CancellationToken CancellationToken { readonly get; private set; } = cancellationToken;

    /// <summary>How requests are written.</summary>
    public WriteOptions? WriteOptions { readonly get; private set; } = writeOptions;

    /// <summary>Who calls; added to the channel's own.</summary>
    public CallCredentials? Credentials { readonly get; private set; } = credentials;

    /// <summary>The same with these headers.</summary>
    public readonly CallOptions WithHeaders(Metadata headers) => this with { Headers = headers };

    /// <summary>The same with this deadline (UTC).</summary>
    public readonly CallOptions WithDeadline(DateTime deadline) => this with { Deadline = deadline };

    /// <summary>The same with this token.</summary>
    public readonly CallOptions WithCancellationToken(CancellationToken cancellationToken) => this with { CancellationToken = cancellationToken };

    /// <summary>The same with these write options.</summary>
    public readonly CallOptions WithWriteOptions(WriteOptions writeOptions) => this with { WriteOptions = writeOptions };

    /// <summary>The same with these credentials.</summary>
    public readonly CallOptions WithCredentials(CallCredentials credentials) => this with { Credentials = credentials };
}
