using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using PrivacyPlatform.ServiceDefaults;
using PrivacyPlatform.SubProcessors.Mechanisms;
using PrivacyPlatform.SubProcessors.Service.Contract;
using PrivacyPlatform.SubProcessors.Service.Mechanisms;
using PrivacyPlatform.SubProcessors.Transfers;

namespace PrivacyPlatform.SubProcessors.Service;

internal sealed partial class SubProcessorsGrpc
{
    [Authorize(Roles = Roles.Operator)]
    public override async Task<V1.DefineMechanismResponse> DefineMechanism(V1.DefineMechanismRequest request, ServerCallContext context)
    {
        var command = new DefineMechanism(
            request.MechanismId,
            (MechanismKind)request.Kind,
            request.Title,
            [.. request.Regimes.Select(regime => (Regime)regime)],
            CallDay.Read(request.From, "from"),
            CallDay.ReadOrNull(request.Until, "until"),
            [.. request.Places],
            request.NeedsCertification,
            law);
        return new()
        {
            Result = await Run(
                MechanismModule.Stream, request.MechanismId, MechanismRefusals.OfId(request.MechanismId), command, EnvelopeOf(context, request.CommandId), context.CancellationToken),
        };
    }
}
