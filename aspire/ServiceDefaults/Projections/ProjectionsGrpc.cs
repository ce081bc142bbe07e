using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using PrivacyPlatform.EventStore;
using PrivacyPlatform.Kernel;
using PrivacyPlatform.Projections.V1;

namespace PrivacyPlatform.ServiceDefaults;

/// <summary>The views that this service keeps. Positions over all tenants say how much they record together, so no role within a tenant sees them.</summary>
[Authorize(Roles = Roles.Platform)]
internal sealed class ProjectionsGrpc(ProjectionOperations operations) : ProjectionsService.ProjectionsServiceBase
{
    public override async Task<ListProjectionsResponse> ListProjections(ListProjectionsRequest request, ServerCallContext context) =>
        new() { Projections = { (await operations.List(context.CancellationToken).ConfigureAwait(false)).Select(Shown) } };

    public override async Task<RebuildProjectionResponse> RebuildProjection(RebuildProjectionRequest request, ServerCallContext context)
    {
        Throw(await operations.Rebuild(request.Name, context.CancellationToken).ConfigureAwait(false));
        return new();
    }

    public override async Task<ResumeProjectionResponse> ResumeProjection(ResumeProjectionRequest request, ServerCallContext context)
    {
        Throw(await operations.Resume(request.Name, context.CancellationToken).ConfigureAwait(false));
        return new();
    }

    private static void Throw(Refusal? refusal)
    {
        if (refusal is not null)
        {
            throw refusal.ToRpcException();
        }
    }

    private static Projection Shown(ProjectionStatus status)
    {
        var shown = new Projection
        {
            Name = status.Name,
            Kind = status.IsInline ? Projection.Types.Kind.Inline : Projection.Types.Kind.Asynchronous,
            Version = status.Version,
            Position = status.Position,
            Head = status.Head,
            Lag = status.Lag,
            State = status switch
            {
                { StoppedReason: not null } => Projection.Types.State.Stopped,
                { RebuiltPercent: not null } => Projection.Types.State.Rebuilding,
                _ => Projection.Types.State.Live,
            },
            StoppedReason = status.StoppedReason ?? "",
        };
        if (status.RebuiltPercent is { } percent)
        {
            shown.RebuiltPercent = percent;
        }

        if (status.StoppedAt is { } at)
        {
            shown.StoppedAt = at;
        }

        return shown;
    }
}
