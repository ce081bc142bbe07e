using System.Diagnostics;
using Grpc.Core;

namespace PrivacyPlatform.Calls.Invocation;

/// <summary>Tells ASP.NET Core's own activity which call it is, in OpenTelemetry's words.</summary>
internal sealed class CallActivity
{
    private readonly Activity? activity = Activity.Current;

    public CallActivity(IMethod method)
    {
        activity?.SetTag("rpc.system", "grpc");
        activity?.SetTag("rpc.service", method.ServiceName);
        activity?.SetTag("rpc.method", method.Name);
    }

    public void Ended(StatusCode status)
    {
        activity?.SetTag("rpc.grpc.status_code", (int)status);
        if (status is StatusCode.Unknown or StatusCode.DeadlineExceeded or StatusCode.Unimplemented or StatusCode.Internal or StatusCode.Unavailable or StatusCode.DataLoss)
        {
            activity?.SetStatus(ActivityStatusCode.Error, status.ToString());
        }
    }
}
