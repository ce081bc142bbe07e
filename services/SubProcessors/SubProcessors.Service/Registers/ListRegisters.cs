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
        var (tenant, ct) = (context.Caller().Tenant, context.CancellationToken);
        var point = Point.Of(request.AsOf, clock.GetUtcNow());
        var registers = await registries.Registers(tenant, point.RecordedAt, ct);
        var tallies = (await pages.Tally(tenant, new(point.RecordedAt, RegisterId: null, NotOverAt: point.At), ct)).ToDictionary(tally => tally.RegisterId, StringComparer.Ordinal);
        return new()
        {
            Registers =
            {
                registers.Select(register => new V1.Register
                {
                    RegisterId = register.RegisterId,
                    Title = register.Title,
                    NoticeDays = register.NoticeDays,
                    ExporterRoles = { register.ExporterRoles.Select(role => (V1.PartyRole)role) },
                    Regimes = { register.Regimes.Select(regime => (V1.Regime)regime) },
                    Public = register.IsPublic,
                    Engagements = tallies.GetValueOrDefault(register.RegisterId)?.Engagements ?? 0,
                    ChangedAt = tallies.GetValueOrDefault(register.RegisterId)?.ChangedAt.ToTimestamp(),
                }),
            },
        };
    }
}
