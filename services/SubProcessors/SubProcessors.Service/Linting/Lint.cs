using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using PrivacyPlatform.ServiceDefaults;
using PrivacyPlatform.SubProcessors.Linting;
using PrivacyPlatform.SubProcessors.Service.Contract;

namespace PrivacyPlatform.SubProcessors.Service;

internal sealed partial class SubProcessorsGrpc
{
    [Authorize(Roles = Readers)]
    public override async Task<V1.LintResponse> Lint(V1.LintRequest request, ServerCallContext context)
    {
        var point = Point.Of(request.AsOf, clock.GetUtcNow());
        var registry = (await registries.At(context.Caller().Tenant, point.RecordedAt, context.CancellationToken)).Registry;
        return new()
        {
            // All registers are looked at, whichever is asked for: a vendor stands in several.
            Findings =
            {
                Linter.Lint(registry, point.Day)
                    .Where(finding => request.RegisterId.Length == 0 || finding.RegisterId == request.RegisterId)
                    .Select(finding => new V1.Finding
                    {
                        Rule = finding.Rule,
                        Severity = (V1.Severity)finding.Severity,
                        RegisterId = finding.RegisterId ?? "",
                        EngagementId = finding.EngagementId ?? "",
                        Order = finding.Order ?? 0,
                        VendorId = finding.VendorId,
                        Why = finding.Why,
                        Related = finding.Related ?? "",
                    }),
            },
        };
    }
}
