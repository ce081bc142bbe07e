using System.Runtime.InteropServices;

namespace Grpc.Core.Interceptors;

/// <summary>Which call an interceptor stands around.</summary>
/// <param name="method">What is called.</param>
/// <param name="host">The host name; null: the channel's.</param>
/// <param name="options">How.</param>
[StructLayout(LayoutKind.Auto)]
public readonly struct ClientInterceptorContext<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options)
    where TRequest : class
    where TResponse : class
{
    /// <summary>What is called.</summary>
    public Method<TRequest, TResponse> Method { get; } = method;

    /// <summary>The host name; null: the channel's.</summary>
    public string? Host { get; } = host;

    /// <summary>How.</summary>
    public CallOptions Options { get; } = options;
}
