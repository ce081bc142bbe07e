using Grpc.Core;
using PrivacyPlatform.Projections.V1;

namespace PrivacyPlatform.Cli.Tests;

/// <summary>A service with a view that is quickly built anew, and one that stands still.</summary>
internal sealed class TestProjections(Microsoft.AspNetCore.Builder.WebApplication app) : TestService<TestProjections.Rpc>(app)
{
    public static async Task<TestProjections> Start() => new(await Serve());

    internal sealed class Rpc : ProjectionsService.ProjectionsServiceBase
    {
        private readonly Projection subject = new()
        {
            Name = "subject", Kind = Projection.Types.Kind.Inline, Version = 1, Position = 1200, Head = 1200, State = Projection.Types.State.Live,
        };

        public string? Resumed { get; private set; }

        public override Task<ListProjectionsResponse> ListProjections(ListProjectionsRequest request, ServerCallContext context)
        {
            var answer = new ListProjectionsResponse { Projections = { subject.Clone() } };
            if (subject.State is Projection.Types.State.Rebuilding)
            {
                subject.RebuiltPercent += 60;
                if (subject.RebuiltPercent > 100)
                {
                    subject.State = Projection.Types.State.Live;
                }
            }

            if (Resumed is null)
            {
                answer.Projections.Add(new Projection
                {
                    Name = "counts", Kind = Projection.Types.Kind.Asynchronous, Version = 2, Position = 1000, Head = 1200, Lag = 200,
                    State = Projection.Types.State.Stopped, StoppedAt = 1001, StoppedReason = "The event type 'new' in schema version 1 is not mapped.",
                });
            }

            return Task.FromResult(answer);
        }

        public override Task<RebuildProjectionResponse> RebuildProjection(RebuildProjectionRequest request, ServerCallContext context)
        {
            if (request.Name != "subject")
            {
                throw Refused(StatusCode.NotFound, "projection.unknown", "name", "This service keeps no such view.");
            }

            (subject.State, subject.RebuiltPercent) = (Projection.Types.State.Rebuilding, 0);
            return Task.FromResult(new RebuildProjectionResponse());
        }

        public override Task<ResumeProjectionResponse> ResumeProjection(ResumeProjectionRequest request, ServerCallContext context)
        {
            Resumed = request.Name;
            return Task.FromResult(new ResumeProjectionResponse());
        }
    }
}
