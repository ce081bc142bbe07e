using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using PrivacyPlatform.ServiceDefaults;
using PrivacyPlatform.SubProcessors.Engagements;
using PrivacyPlatform.SubProcessors.Service.Contract;

namespace PrivacyPlatform.SubProcessors.Service;

internal sealed partial class SubProcessorsGrpc
{
    [Authorize(Roles = Readers)]
    public override async Task<V1.ListNoticesResponse> ListNotices(V1.ListNoticesRequest request, ServerCallContext context)
    {
        var now = clock.GetUtcNow();
        var registry = (await registries.At(context.Caller().Tenant, recordedAt: null, context.CancellationToken)).Registry;
        return new()
        {
            Notices =
            {
                from entry in registry.Engagements
                where request.EngagementId.Length == 0 || entry.Key == request.EngagementId
                from version in entry.Value.Versions
                where version.Introduction != Introduction.Listed
                from agreement in registry.Agreements
                where request.CustomerId.Length == 0 || agreement.Key == request.CustomerId
                let agreed = agreement.Value.At(version.At)
                where agreed is not null
                orderby version.At descending, entry.Key, agreement.Key
                select new V1.Notice
                {
                    CustomerId = agreement.Key,
                    EngagementId = entry.Key,
                    RegisterId = entry.Value.RegisterId,
                    TermsNumber = version.Number,
                    ToldAt = version.At.ToTimestamp(),
                    DpaVersion = agreed.DpaVersion,
                    NoticeDays = agreed.NoticeDays,
                    PeriodEnd = Activation.PeriodEnd(version.At, agreed.NoticeDays).ToTimestamp(),
                    Standing = ToContract.Standing(Activation.At(entry.Value, new Customer(agreement.Key, agreement.Value), now)),
                },
            },
        };
    }
}
