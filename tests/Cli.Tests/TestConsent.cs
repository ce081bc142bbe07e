using System.Collections.Concurrent;
using Grpc.Core;
using PrivacyPlatform.Consent.V1;

namespace PrivacyPlatform.Cli.Tests;

/// <summary>A consent service of fixed answers behind the real protocol on a real port; what was asked is kept.</summary>
internal sealed class TestConsent(Microsoft.AspNetCore.Builder.WebApplication app) : TestService<TestConsent.Rpc>(app)
{
    public static async Task<TestConsent> Start() => new(await Serve());

    internal sealed class Rpc : ConsentService.ConsentServiceBase
    {
        private static readonly EventReference Event = new()
        {
            EventId = "01957a00-0000-7000-8000-000000000001",
            Stream = "subject-s-1001",
            Version = 2,
            OccurredAt = At("2026-02-27T08:15:00Z"),
            RecordedAt = At("2026-02-28T09:00:00.123456Z"),
        };

        private static readonly Evidence Evidence = new()
        {
            Notice = new NoticeReference { Kind = "privacy-policy", Version = "2024-07-22" },
            Channel = Channel.SupportAgent,
            Language = "en",
            Producer = "opsduty-web",
        };

        public ConcurrentQueue<(object Request, Metadata Headers)> Asked { get; } = [];

        /// <summary>Known from before: a purpose "newsletter".</summary>
        public override Task<DefinePurposeResponse> DefinePurpose(DefinePurposeRequest request, ServerCallContext context)
        {
            Asked.Enqueue((request, context.RequestHeaders));
            return Task.FromResult(new DefinePurposeResponse { Result = new CommandResult { Recorded = request.PurposeId != "newsletter", Version = 1 } });
        }

        public override Task<GetSubjectResponse> GetSubject(GetSubjectRequest request, ServerCallContext context)
        {
            Asked.Enqueue((request, context.RequestHeaders));
            return request.SubjectId switch
            {
                "nobody" => Task.FromResult(new GetSubjectResponse { SubjectId = request.SubjectId }),
                "a@b.example" => throw Refused(StatusCode.InvalidArgument, "subject.looks_personal", "subject_id", "This looks like an address."),
                "outage" => throw Refused(StatusCode.Unavailable, "store.unavailable", field: null, "The database does not answer."),
                "bug" => throw new InvalidOperationException(),
                _ => Task.FromResult(new GetSubjectResponse
                {
                    SubjectId = request.SubjectId,
                    Version = 2,
                    Answers = { new PurposeAnswer { PurposeId = "newsletter", Answer = Answer.NotAsked, Event = Event, Evidence = Evidence } },
                }),
            };
        }

        public override Task<AuthorizeResponse> Authorize(AuthorizeRequest request, ServerCallContext context)
        {
            Asked.Enqueue((request, context.RequestHeaders));
            return request.PurposeId switch
            {
                "unknown" => throw Refused(StatusCode.NotFound, "consent.purpose_unknown", "purpose_id", "There is no such purpose."),
                "newsletter" => Task.FromResult(new AuthorizeResponse { Verdict = Verdict.Permit, Reason = "consent.granted", SubjectVersion = 2, Evidence = { Event } }),
                "later" => Task.FromResult(new AuthorizeResponse()),
                _ => Task.FromResult(new AuthorizeResponse { Verdict = Verdict.Deny, Reason = "consent.withdrawn" }),
            };
        }

        public override async Task ReadHistory(ReadHistoryRequest request, IServerStreamWriter<ReadHistoryResponse> responseStream, ServerCallContext context)
        {
            Asked.Enqueue((request, context.RequestHeaders));
            for (var version = 1; version <= (request.SubjectId == "nobody" ? 0 : 3); version++)
            {
                var reference = Event.Clone();
                reference.Version = version;
                await responseStream.WriteAsync(new ReadHistoryResponse
                {
                    Event = reference, Type = "consent_granted", PurposeId = "newsletter", Answer = Answer.Granted, Effect = Effect.Changed, Actor = "bus:opsduty-with-a-long-name",
                });
            }

            if (request.SubjectId == "broken")
            {
                throw Refused(StatusCode.Unavailable, "store.unavailable", field: null, "The database does not answer.");
            }
        }

        public override Task<ListPurposesResponse> ListPurposes(ListPurposesRequest request, ServerCallContext context) =>
            Task.FromResult(new ListPurposesResponse
            {
                Purposes =
                {
                    new Purpose
                    {
                        PurposeId = "newsletter", LegalBasis = LegalBasis.LegitimateInterests, Role = ProcessingRole.Controller, DataCategories = { "contact", "technical" }, Title = "Tell people what is new",
                    },
                },
            });
    }
}
