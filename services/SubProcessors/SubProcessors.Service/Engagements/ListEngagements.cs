using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using PrivacyPlatform.ServiceDefaults;
using PrivacyPlatform.SubProcessors.Agreements;
using PrivacyPlatform.SubProcessors.Engagements;
using PrivacyPlatform.SubProcessors.Registers;
using PrivacyPlatform.SubProcessors.Service.Contract;

namespace PrivacyPlatform.SubProcessors.Service;

internal sealed partial class SubProcessorsGrpc
{
    [Authorize(Roles = Readers)]
    public override async Task<V1.ListEngagementsResponse> ListEngagements(V1.ListEngagementsRequest request, ServerCallContext context)
    {
        var point = Point.Of(request.AsOf, clock.GetUtcNow());
        var known = await registries.At(context.Caller().Tenant, point.RecordedAt, context.CancellationToken);
        if (request.RegisterId.Length > 0 && !known.Registry.Registers.ContainsKey(request.RegisterId))
        {
            throw RegisterRefusals.Unknown.ToRpcException();
        }

        var customer = CustomerOf(known.Registry, request.CustomerId);
        return new()
        {
            Engagements =
            {
                from entry in known.Registry.Engagements
                let engagement = entry.Value
                where request.RegisterId.Length == 0 || engagement.RegisterId == request.RegisterId
                where request.WithRetired || !(engagement.RetiredAt <= point.At)
                orderby engagement.RegisterId, engagement.Terms.Order ?? int.MaxValue, entry.Key
                select ToContract.Engagement(entry.Key, engagement, known.Registry.Vendors.GetValueOrDefault(engagement.VendorId), customer, point.At, known.ChangedAt[entry.Key]),
            },
        };
    }

    /// <summary>For whom it is asked; null: for everybody without an agreement of their own.</summary>
    /// <exception cref="RpcException">No agreement of that customer is known.</exception>
    private static Customer? CustomerOf(Registry registry, string customerId) =>
        customerId.Length == 0 ? null
        : registry.Agreements.TryGetValue(customerId, out var agreement) ? new Customer(customerId, agreement)
        : throw AgreementRefusals.CustomerUnknown.ToRpcException();
}
