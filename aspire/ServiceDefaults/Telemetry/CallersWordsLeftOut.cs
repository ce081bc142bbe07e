using System.Diagnostics;
using OpenTelemetry;

namespace PrivacyPlatform.ServiceDefaults;

/// <summary>
/// Takes out of a request's span what its caller may have written: the address, where no method answers to it, the names of host and program, and the trace
/// state that was sent along. Spans go to systems that no erasure reaches.
/// </summary>
internal sealed class CallersWordsLeftOut : BaseProcessor<Activity>
{
    private static readonly string[] Written = ["user_agent.original", "url.query", "server.address", "http.request.method_original"];

    // At the start, because everything below a span has its trace state.
    public override void OnStart(Activity data) => data.TraceStateString = null;

    public override void OnEnd(Activity data)
    {
        if (data.Kind != ActivityKind.Server)
        {
            return;
        }

        foreach (var name in Written)
        {
            data.SetTag(name, value: null);
        }

        // Without a route the path is whatever somebody typed.
        if (data.GetTagItem("http.route") is null)
        {
            data.SetTag("url.path", value: null);
        }
    }
}
