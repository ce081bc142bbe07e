using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace PrivacyPlatform.ServiceDefaults;

/// <summary>Every error leaves as problem details with a stable code; no exception is shown outside.</summary>
public static class ErrorAnswers
{
    public static WebApplicationBuilder AddErrorAnswers(this WebApplicationBuilder builder)
    {
        // The trace id as logs show it; the default is the whole traceparent.
        builder.Services.AddProblemDetails(options => options.CustomizeProblemDetails = problem =>
            problem.ProblemDetails.Extensions["traceId"] = Activity.Current?.TraceId.ToHexString() ?? problem.HttpContext.TraceIdentifier);
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
