using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using PrivacyPlatform.EventStore;
using PrivacyPlatform.Kernel;

namespace PrivacyPlatform.ServiceDefaults;

/// <summary>Refuses every call while the store is not accepted, but for those who ask how the service is.</summary>
internal sealed class BehindTheGate(StoreGate gate) : IStartupFilter
{
    private static readonly Refusal NotAccepted = new(
        ErrorCodes.StoreNotAccepted, "The store came out of an older backup, or was not looked at yet; send the same again when the service is ready.");

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((context, rest) => gate.IsOpen || IsHealth(context.Request.Path) ? rest(context) : ErrorAnswer.Write(context, NotAccepted));
        next(app);
    };

    private static bool IsHealth(PathString path) => path.StartsWithSegments("/health", StringComparison.Ordinal) || path.StartsWithSegments("/grpc.health.v1.Health", StringComparison.Ordinal);
}
