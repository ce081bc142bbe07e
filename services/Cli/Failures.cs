using System.Text.Json;
using Google.Rpc;
using Grpc.Core;

namespace PrivacyPlatform.Cli;

/// <summary>Turns what went wrong into one line with a code and an exit code.</summary>
internal static class Failures
{
    public static CliException Of(RpcException e)
    {
        var details = e.GetRpcStatus();
        var code = details?.GetDetail<ErrorInfo>()?.Reason ?? "rpc." + Snake(e.StatusCode);
        var field = details?.GetDetail<BadRequest>()?.FieldViolations.FirstOrDefault()?.Field;
        return new CliException(ExitCodeOf(e.StatusCode), code, e.Status.Detail, field, e);
    }

    public static int Report(CliException e, bool json, TextWriter error)
    {
        error.WriteLine(json
            ? JsonSerializer.Serialize(new { error = new { code = e.Code, field = e.Field, message = e.Message } })
            : e.Field is null ? $"error: {e.Code}: {e.Message}" : $"error: {e.Code} ({e.Field}): {e.Message}");
        return e.ExitCode;
    }

    private static int ExitCodeOf(StatusCode status) => status switch
    {
        StatusCode.NotFound => ExitCode.No,
        StatusCode.Unavailable or StatusCode.DeadlineExceeded => ExitCode.Unreachable,
        StatusCode.InvalidArgument or StatusCode.FailedPrecondition or StatusCode.OutOfRange or StatusCode.AlreadyExists or StatusCode.Aborted
            or StatusCode.PermissionDenied or StatusCode.Unauthenticated or StatusCode.ResourceExhausted => ExitCode.Refused,
        _ => ExitCode.Failed,
    };

    private static string Snake(StatusCode status) => JsonNamingPolicy.SnakeCaseLower.ConvertName(status.ToString());
}
