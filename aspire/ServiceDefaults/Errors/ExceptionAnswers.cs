using System.Globalization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace PrivacyPlatform.ServiceDefaults;

/// <summary>What a caller learns of an exception: a code and a trace id. The log has the rest.</summary>
internal sealed partial class ExceptionAnswers(ILogger<ExceptionAnswers> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is BadHttpRequestException bad)
        {
            await ErrorAnswer.Write(httpContext, HttpErrors.Of(bad.StatusCode), bad.StatusCode).ConfigureAwait(false);
            return true;
        }

        if (Outages.Of(exception) is { } outage)
        {
            Unavailable(outage.Code, exception.GetType().Name);
            if (Outages.IsWorthARetry(outage.Code))
            {
                httpContext.Response.Headers.RetryAfter = Outages.RetryAfter.TotalSeconds.ToString(CultureInfo.InvariantCulture);
            }

            await ErrorAnswer.Write(httpContext, outage).ConfigureAwait(false);
            return true;
        }

        Unhandled(exception);
        await ErrorAnswer.Write(httpContext, HttpErrors.Of(StatusCodes.Status500InternalServerError)).ConfigureAwait(false);
        return true;
    }

    [LoggerMessage(LogLevel.Warning, "A request ended in {Code} because of {Exception}")]
    private partial void Unavailable(string code, string exception);

    [LoggerMessage(LogLevel.Error, "A request ended in an exception")]
    private partial void Unhandled(Exception exception);
}
