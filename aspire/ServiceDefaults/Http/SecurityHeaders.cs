using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;

namespace PrivacyPlatform.ServiceDefaults;

/// <summary>
/// An answer about a person is shown to the one who asked: not cached, not framed, not guessed at. An endpoint that is <see cref="OpenToEverybody"/>
/// says itself how long its answer may be kept and what a page may do; what it does not say stays as strict as elsewhere.
/// </summary>
public static class SecurityHeaders
{
    public static WebApplicationBuilder AddSecurityHeaders(this WebApplicationBuilder builder)
    {
        builder.Services.AddTransient<IStartupFilter, OnEveryAnswer>();
        return builder;
    }

    private sealed class OnEveryAnswer : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, rest) =>
            {
                // When the answer starts, not before: the exception handler clears what was set earlier.
                context.Response.OnStarting(
                    static state =>
                    {
                        Write((HttpContext)state);
                        return Task.CompletedTask;
                    },
                    context);
                return rest(context);
            });
            next(app);
        };
    }

    private static void Write(HttpContext context)
    {
        if (ErrorAnswer.IsGrpc(context.Request))
        {
            return;
        }

        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        var isOpen = context.GetEndpoint()?.Metadata.GetMetadata<OpenToEverybody>() is not null;
        if (!isOpen || StringValues.IsNullOrEmpty(headers.CacheControl))
        {
            headers.CacheControl = "no-store";
        }

        if (!isOpen || StringValues.IsNullOrEmpty(headers.ContentSecurityPolicy))
        {
            headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
        }

        headers["Referrer-Policy"] = "no-referrer";
        if (context.Request.IsHttps)
        {
            headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
        }
    }
}
