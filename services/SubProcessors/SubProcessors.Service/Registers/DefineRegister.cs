using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using PrivacyPlatform.ServiceDefaults;
using PrivacyPlatform.SubProcessors.Registers;
using PrivacyPlatform.SubProcessors.Service.Registers;
using PrivacyPlatform.SubProcessors.Transfers;

namespace PrivacyPlatform.SubProcessors.Service;

internal sealed partial class SubProcessorsGrpc
{
    [Authorize(Roles = Roles.Operator)]
    public override async Task<V1.DefineRegisterResponse> DefineRegister(V1.DefineRegisterRequest request, ServerCallContext context) => new()
    {
        Result = await Run(
            RegisterModule.Stream,
            request.RegisterId,
            RegisterRefusals.OfId(request.RegisterId),
            CommandOf(request),
            EnvelopeOf(context, request.CommandId),
            context.CancellationToken),
    };

    internal static DefineRegister CommandOf(V1.DefineRegisterRequest request) => new(
        request.RegisterId,
        request.Title,
        request.NoticeDays,
        [.. request.ExporterRoles.Select(role => (ProcessingRole)role)],
        [.. request.Regimes.Select(regime => (Regime)regime)],
        request.Public);
}
