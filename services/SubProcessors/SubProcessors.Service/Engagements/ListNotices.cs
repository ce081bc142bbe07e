using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using PrivacyPlatform.ServiceDefaults;
using PrivacyPlatform.SubProcessors.Engagements;
using PrivacyPlatform.SubProcessors.Service.Contract;
using PrivacyPlatform.SubProcessors.Service.Engagements;

namespace PrivacyPlatform.SubProcessors.Service;

internal sealed partial class SubProcessorsGrpc
{
    [Authorize(Roles = Readers)]
    public override async Task<V1.ListNoticesResponse> ListNotices(V1.ListNoticesRequest request, ServerCallContext context)
    {
        var (tenant, ct) = (context.Caller().Tenant, context.CancellationToken);
        var now = clock.GetUtcNow();
        var size = PageToken.Size(request.PageSize);
        var from = NoticePlace.Read(request.PageToken) ?? throw PageToken.Malformed.ToRpcException();

        // One more than a page: whether there is another.
        var told = await notices.Read(tenant, request.EngagementId, request.CustomerId, from, size + 1, ct);
        var page = told.Take(size).ToList();
        var wanted = page.Select(row => ("engagement", row.EngagementId)).Concat(page.Select(row => ("agreement", row.CustomerId))).Distinct().ToList();
        var registry = (await registries.Of(tenant, recordedAt: null, wanted, ct)).Registry;
        return new()
        {
            Notices =
            {
                from row in page
                let engagement = registry.Engagements[row.EngagementId]
                let customer = new Customer(row.CustomerId, registry.Agreements[row.CustomerId])
                let agreed = customer.Agreement.At(row.ToldAt)
                where agreed is not null
                select new V1.Notice
                {
                    CustomerId = row.CustomerId,
                    EngagementId = row.EngagementId,
                    RegisterId = engagement.RegisterId,
                    TermsNumber = row.TermsNumber,
                    ToldAt = row.ToldAt.ToTimestamp(),
                    DpaVersion = agreed.DpaVersion,
                    NoticeDays = agreed.NoticeDays,
                    PeriodEnd = Activation.PeriodEnd(row.ToldAt, agreed.NoticeDays).ToTimestamp(),
                    Standing = ToContract.Standing(Activation.At(engagement, customer, now)),
                },
            },
            NextPageToken = told.Count > size ? page[^1].ToToken() : "",
        };
    }
}
