using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using PrivacyPlatform.ServiceDefaults;
using PrivacyPlatform.SubProcessors.Service.Contract;

namespace PrivacyPlatform.SubProcessors.Service;

internal sealed partial class SubProcessorsGrpc
{
    [Authorize(Roles = Readers)]
    public override async Task<V1.ListRegistersResponse> ListRegisters(V1.ListRegistersRequest request, ServerCallContext context)
    {
        var point = Point.Of(request.AsOf, clock.GetUtcNow());
        var known = await registries.At(context.Caller().Tenant, point.RecordedAt, context.CancellationToken);
        var rows = known.Registry.Engagements
            .Where(engagement => !(engagement.Value.RetiredAt <= point.At))
            .ToLookup(engagement => engagement.Value.RegisterId, engagement => known.ChangedAt[engagement.Key], StringComparer.Ordinal);
        return new()
        {
            Registers =
            {
                known.Registry.Registers.Values.Select(register => new V1.Register
                {
                    RegisterId = register.RegisterId,
                    Title = register.Title,
                    NoticeDays = register.NoticeDays,
                    ExporterRoles = { register.ExporterRoles.Select(role => (V1.PartyRole)role) },
                    Regimes = { register.Regimes.Select(regime => (V1.Regime)regime) },
                    Public = register.IsPublic,
                    Engagements = rows[register.RegisterId].Count(),
                    ChangedAt = rows[register.RegisterId].Select(changed => (DateTimeOffset?)changed).Max()?.ToTimestamp(),
                }),
            },
        };
    }
}
