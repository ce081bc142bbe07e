using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace PrivacyPlatform.Calls.Invocation;

/// <summary>What is logged of calls: methods and codes, never messages or metadata.</summary>
internal static partial class CallLog
{
    [LoggerMessage(1, LogLevel.Error, "{Method} failed with an exception.")]
    public static partial void Failed(ILogger logger, Exception exception, string method);

    [LoggerMessage(2, LogLevel.Debug, "{Method} ended with {StatusCode}.")]
    public static partial void Refused(ILogger logger, string method, StatusCode statusCode);

    [LoggerMessage(3, LogLevel.Debug, "{Method}: the caller was gone before the answer.")]
    public static partial void CallerGone(ILogger logger, string method);
}
