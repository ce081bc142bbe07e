using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using PrivacyPlatform.ServiceDefaults;
using PrivacyPlatform.SubProcessors.Engagements;
using PrivacyPlatform.SubProcessors.Registers;
using PrivacyPlatform.SubProcessors.Service.Contract;
using PrivacyPlatform.SubProcessors.Transfers;
using PrivacyPlatform.SubProcessors.Vendors;

namespace PrivacyPlatform.SubProcessors.Service;

internal sealed partial class SubProcessorsGrpc
{
    [Authorize(Roles = Readers)]
    public override async Task<V1.ShowEngagementResponse> ShowEngagement(V1.ShowEngagementRequest request, ServerCallContext context)
    {
        var (tenant, ct) = (context.Caller().Tenant, context.CancellationToken);
        var point = Point.Of(request.AsOf, clock.GetUtcNow());
        if (EngagementRefusals.OfId(request.EngagementId) is { } malformed)
        {
            throw malformed.ToRpcException();
        }

        var known = await registries.Of(tenant, point.RecordedAt, [("engagement", request.EngagementId), ("agreement", request.CustomerId)], ct);
        if (!known.Registry.Engagements.TryGetValue(request.EngagementId, out var engagement))
        {
            throw EngagementRefusals.Unknown.ToRpcException();
        }

        var customer = CustomerOf(known.Registry, request.CustomerId);
        var around = (await registries.Of(tenant, point.RecordedAt, [("register", engagement.RegisterId), ("vendor", engagement.VendorId)], ct)).Registry;
        var vendor = around.Vendors.GetValueOrDefault(engagement.VendorId) ?? Vendor.Unnamed(engagement.VendorId);
        var register = around.Registers.GetValueOrDefault(engagement.RegisterId);
        var terms = Activation.At(engagement, customer, point.At).InForce?.Terms ?? engagement.Terms;
        return new()
        {
            Engagement = ToContract.Engagement(request.EngagementId, engagement, vendor, customer, point.At, known.ChangedAt[request.EngagementId]),
            Transfers = { Bases(known.Registry.Law, register, terms, vendor, point.Day) },
            ClauseModules = { ClauseModules.Of(register?.ExporterRoles ?? [], terms.ToRoles()) },
            Vendor = ToContract.Vendor(vendor),
            Told =
            {
                engagement.Versions.Select(version => new V1.ToldTerms
                {
                    Number = version.Number,
                    Terms = ToContract.Terms(version.Terms),
                    ToldAt = version.At.ToTimestamp(),
                    NoticeDays = Activation.NoticeDays(version, customer),
                    ActiveFrom = Activation.ActiveFrom(engagement, version, customer)?.ToTimestamp(),
                }),
            },
            Objections =
            {
                engagement.Objections.Select(objection => new V1.Objection
                {
                    CustomerId = objection.CustomerId,
                    TermsNumber = objection.TermsNumber,
                    Reason = objection.Reason ?? "",
                    OccurredAt = objection.At.ToTimestamp(),
                    WithdrawnAt = objection.WithdrawnAt?.ToTimestamp(),
                }),
            },
        };
    }

    private static IEnumerable<V1.TransferBasis> Bases(TransferLaw law, Register? register, EngagementTerms terms, Vendor vendor, DateOnly day) =>
        from regime in register?.Regimes ?? []
        from place in terms.Locations.Select(location => location.Place).Distinct()
        let verdict = law.MechanismFor(regime, new Transfer(place, terms.Mechanism, vendor.Certifications), day)
        select new V1.TransferBasis { Place = ToContract.Place(place), Regime = (V1.Regime)regime, Reason = verdict.Reason, MechanismIds = { verdict.Bases } };
}
