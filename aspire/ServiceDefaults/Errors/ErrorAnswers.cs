using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace PrivacyPlatform.ServiceDefaults;

/// <summary>Every error leaves as problem details with a stable code; no exception is shown outside.</summary>
public static class ErrorAnswers
{
    public static WebApplicationBuilder AddErrorAnswers(this WebApplicationBuilder builder)
    {
        builder.Services.AddProblemDetails();
        builder.Services.AddExceptionHandler<ExceptionAnswers>();
        builder.Services.AddTransient<IStartupFilter, Outermost>();
        return builder;
    }

    /// <summary>Around everything else, so that no service can put something outside of it by accident.</summary>
    private sealed class Outermost : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.UseExceptionHandler();
            app.UseStatusCodePages(context => ErrorAnswer.Write(
                context.HttpContext, HttpErrors.Of(context.HttpContext.Response.StatusCode), context.HttpContext.Response.StatusCode));
            next(app);
        };
    }
}
