using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using PrivacyPlatform.Kernel;
using PrivacyPlatform.ServiceDefaults;
using PrivacyPlatform.SubProcessors.Drills;
using PrivacyPlatform.SubProcessors.Mechanisms;
using PrivacyPlatform.SubProcessors.Service.Contract;
using PrivacyPlatform.SubProcessors.Service.Mechanisms;

namespace PrivacyPlatform.SubProcessors.Service;

internal sealed partial class SubProcessorsGrpc
{
    [Authorize(Roles = Readers)]
    public override async Task<V1.InvalidateMechanismResponse> InvalidateMechanism(V1.InvalidateMechanismRequest request, ServerCallContext context)
    {
        var caller = context.Caller();
        var from = CallDay.Read(request.From, "from");
        if (!request.DryRun && !caller.Roles.Contains(Roles.Operator))
        {
            throw new Refusal(ErrorCodes.RoleMissing, "Whoever only reads may ask with dry_run.").ToRpcException();
        }

        // Asked before it is recorded: what relied on it is the same then and afterwards, and a what-if sees what the real thing sees.
        var registry = (await registries.At(caller.Tenant, recordedAt: null, context.CancellationToken)).Registry;
        if ((MechanismRefusals.OfId(request.MechanismId) ?? (registry.Law.Mechanisms.ContainsKey(request.MechanismId) ? null : MechanismRefusals.Unknown)) is { } refusal)
        {
            throw refusal.ToRpcException();
        }

        var response = new V1.InvalidateMechanismResponse { Reliances = { Drill.Of(registry, request.MechanismId, from).Select(reliance => Told(reliance, registry)) } };
        if (!request.DryRun)
        {
            var command = new InvalidateMechanism(request.MechanismId, from, request.Reason, law);
            response.Result = await Run(MechanismModule.Stream, request.MechanismId, malformed: null, command, EnvelopeOf(context, request.CommandId), context.CancellationToken);
        }

        return response;
    }

    private static V1.Reliance Told(Reliance reliance, Registry registry) => new()
    {
        RegisterId = reliance.RegisterId,
        EngagementId = reliance.EngagementId,
        VendorId = reliance.VendorId,
        VendorName = registry.Vendors.GetValueOrDefault(reliance.VendorId)?.Name ?? "",
        Places = { reliance.Places.Select(ToContract.Place) },
        Since = CallDay.Write(reliance.Since),
        Until = CallDay.Write(reliance.Until),
        Available = { reliance.Available },
        Possible = { reliance.Possible },
        CustomerIds = { reliance.Customers },
    };
}
