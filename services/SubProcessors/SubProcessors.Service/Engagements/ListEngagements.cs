using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using PrivacyPlatform.ServiceDefaults;
using PrivacyPlatform.SubProcessors.Agreements;
using PrivacyPlatform.SubProcessors.Engagements;
using PrivacyPlatform.SubProcessors.Registers;
using PrivacyPlatform.SubProcessors.Service.Contract;
using PrivacyPlatform.SubProcessors.Service.Engagements;

namespace PrivacyPlatform.SubProcessors.Service;

internal sealed partial class SubProcessorsGrpc
{
    [Authorize(Roles = Readers)]
    public override async Task<V1.ListEngagementsResponse> ListEngagements(V1.ListEngagementsRequest request, ServerCallContext context)
    {
        var (tenant, ct) = (context.Caller().Tenant, context.CancellationToken);
        var point = Point.Of(request.AsOf, clock.GetUtcNow());
        var size = PageToken.Size(request.PageSize);
        var from = PagePlace.Read(request.PageToken) ?? throw PageToken.Malformed.ToRpcException();
        var asked = (await registries.Of(tenant, point.RecordedAt, [("register", request.RegisterId), ("agreement", request.CustomerId)], ct)).Registry;
        if (request.RegisterId.Length > 0 && !asked.Registers.ContainsKey(request.RegisterId))
        {
            throw RegisterRefusals.Unknown.ToRpcException();
        }

        var customer = CustomerOf(asked, request.CustomerId);
        var question = new PageQuestion(point.RecordedAt, request.RegisterId.Length > 0 ? request.RegisterId : null, request.WithRetired ? null : point.At);

        // One more than a page: whether there is another.
        var rows = await pages.Read(tenant, question, from, size + 1, ct);
        var page = rows.Take(size).ToList();
        return new()
        {
            Engagements = { await Shown(tenant, page, customer, point.RecordedAt, point.At, ct) },
            NextPageToken = rows.Count > size ? page[^1].Place.ToToken() : "",
        };
    }

    /// <summary>The rows with their vendors, as they stand at a point.</summary>
    private async Task<IEnumerable<V1.Engagement>> Shown(
        string tenant, IReadOnlyList<ListedEngagement> rows, Customer? customer, DateTimeOffset? recordedAt, DateTimeOffset at, CancellationToken ct)
    {
        var vendors = (await registries.Of(tenant, recordedAt, [.. rows.Select(row => ("vendor", row.Engagement.VendorId)).Distinct()], ct)).Registry.Vendors;
        return rows.Select(row => ToContract.Engagement(row.Id, row.Engagement, vendors.GetValueOrDefault(row.Engagement.VendorId), customer, at, row.ChangedAt));
    }

    /// <summary>For whom it is asked; null: for everybody without an agreement of their own.</summary>
    /// <exception cref="RpcException">No agreement of that customer is known.</exception>
    private static Customer? CustomerOf(Registry registry, string customerId) =>
        customerId.Length == 0 ? null
        : registry.Agreements.TryGetValue(customerId, out var agreement) ? new Customer(customerId, agreement)
        : throw AgreementRefusals.CustomerUnknown.ToRpcException();
}
