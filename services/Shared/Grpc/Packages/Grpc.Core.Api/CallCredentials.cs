namespace Grpc.Core;

/// <summary>Which call asks for credentials.</summary>
/// <param name="serviceUrl">The service's address: <c>https://host/package.Service</c>.</param>
/// <param name="methodName">The method alone.</param>
/// <param name="cancellationToken">Canceled when the call is.</param>
public class AuthInterceptorContext(string serviceUrl, string methodName, CancellationToken cancellationToken = default)
{
    /// <summary>The service's address.</summary>
    public string ServiceUrl { get; } = serviceUrl;

    /// <summary>The method alone.</summary>
    public string MethodName { get; } = methodName;

    /// <summary>Canceled when the call is.</summary>
    public CancellationToken CancellationToken { get; } = cancellationToken;
}

/// <summary>Adds to a call's headers what tells who calls: <c>authorization: Bearer …</c>.</summary>
public delegate Task AsyncAuthInterceptor(AuthInterceptorContext context, Metadata metadata);

/// <summary>Tells, call by call, who calls.</summary>
public abstract class CallCredentials
{
    /// <summary>From a function that adds headers to each call.</summary>
    public static CallCredentials FromInterceptor(AsyncAuthInterceptor interceptor) => new InterceptorCredentials([interceptor]);

    /// <summary>All of them, in order.</summary>
    public static CallCredentials Compose(params CallCredentials[] credentials) =>
        new InterceptorCredentials([.. credentials.SelectMany(one => one.Interceptors)]);

    internal abstract IReadOnlyList<AsyncAuthInterceptor> Interceptors { get; }

    private sealed class InterceptorCredentials(IReadOnlyList<AsyncAuthInterceptor> interceptors) : CallCredentials
    {
        internal override IReadOnlyList<AsyncAuthInterceptor> Interceptors => interceptors;
    }
}
