using Grpc.Core;
using PrivacyPlatform.EventStore;
using PrivacyPlatform.ServiceDefaults;
using PrivacyPlatform.SubProcessors.Engagements;
using PrivacyPlatform.SubProcessors.Registers;
using PrivacyPlatform.SubProcessors.Service.Engagements;
using PrivacyPlatform.SubProcessors.Vendors;

namespace PrivacyPlatform.SubProcessors.Service;

internal sealed partial class SubProcessorsGrpc
{
    private Task<V1.CommandResult> Run(EngagementCommand command, CommandEnvelope envelope, CancellationToken ct) =>
        Run(EngagementModule.Stream, command.EngagementId, EngagementRefusals.OfId(command.EngagementId), command, envelope, ct);

    /// <summary>What the beginning of an engagement rests on. What is no id is not looked up.</summary>
    private async Task<EngagementFacts> FactsFor(string tenant, string registerId, string vendorId, CancellationToken ct) =>
        (RegisterRefusals.OfId(registerId) ?? VendorRefusals.OfId(vendorId)) is { } malformed
            ? throw malformed.ToRpcException()
            : await registries.FactsFor(tenant, registerId, vendorId, ct);

    /// <summary>An engagement that a call names.</summary>
    /// <exception cref="RpcException">There is none.</exception>
    private async Task<(Engagement Engagement, EngagementFacts Facts)> Known(string tenant, string engagementId, CancellationToken ct) =>
        EngagementRefusals.OfId(engagementId) is { } malformed
            ? throw malformed.ToRpcException()
            : await registries.Find(tenant, engagementId, ct) ?? throw EngagementRefusals.Unknown.ToRpcException();
}
