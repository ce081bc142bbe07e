using Microsoft.AspNetCore.Http;

namespace Grpc.Core;

/// <summary>The way from a call to its HTTP request. The name is the package's.</summary>
public static class ServerCallContextExtensions
{
    /// <summary>The request that the call came with.</summary>
    /// <exception cref="InvalidOperationException">The call did not come over ASP.NET Core.</exception>
    public static HttpContext GetHttpContext(this ServerCallContext serverCallContext)
    {
        ArgumentNullException.ThrowIfNull(serverCallContext);
        return serverCallContext.UserState.TryGetValue("__HttpContext", out var http) && http is HttpContext context
            ? context
            : throw new InvalidOperationException("This call has no HttpContext.");
    }
}
