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

        // Its hashes were made by another program, from services/Shared/PersonalData/FORMAT.md.
        private static readonly ErasureCertificate Certificate = new()
        {
            CertificateId = "f655741a-8aa6-8565-9c20-fae889976725",
            ErasureId = "01957a00-0000-7000-8000-0000000000e1",
            Tenant = "opsduty",
            SubjectIndex = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
            Keys = { new ErasedKey { KeyId = "0190a000-0000-7000-8000-000000000001", Generation = 1 } },
            KeysHash = "e819c957a07dd8b17f75dcb6cbb0adaf2b7e5592202e18f0b76ea65fe0fecc01",
            OrderedAt = At("2026-03-01T08:59:59Z"),
            ShreddedAt = At("2026-03-01T09:00:00Z"),
            By = "officer-1",
            Reason = "dsar.erasure",
            KeyBackupsExpireAt = At("2026-03-15T09:00:00Z"),
            EventBackupsExpireAt = At("2026-04-05T09:00:00Z"),
            IrrecoverableAt = At("2026-03-15T09:00:00Z"),
            Hash = "86652a55952f45968919317ba9fdc9ef94de6c5be055b61fef3552cab46df8bf",
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
                if (request.SubjectId == "stated" && version == 3)
                {
                    await responseStream.WriteAsync(new ReadHistoryResponse { Event = reference, Type = "subject_erased", ErasureId = Certificate.ErasureId, Actor = "officer-1" });
                    continue;
                }

                await responseStream.WriteAsync(new ReadHistoryResponse
                {
                    Statement = request.SubjectId != "stated" ? null
                        : version == 1 ? new Statement { Text = "Please\nnever again." }
                        : new Statement { ShreddedCertificateId = Certificate.CertificateId },
                    Event = reference, Type = "consent_granted", PurposeId = "newsletter", Answer = Answer.Granted, Effect = Effect.Changed, Actor = "bus:opsduty-with-a-long-name",
                });
            }

            if (request.SubjectId == "broken")
            {
                throw Refused(StatusCode.Unavailable, "store.unavailable", field: null, "The database does not answer.");
            }
        }

        /// <summary>Four messages say nothing of whom they are about.</summary>
        public override Task<EraseResponse> Erase(EraseRequest request, ServerCallContext context)
        {
            Asked.Enqueue((request, context.RequestHeaders));
            return Task.FromResult(new EraseResponse
            {
                Result = new CommandResult { Recorded = true, Version = 3 }, Certificate = Certificate, DiscardedMessages = 2, UnattributedMessages = 4,
            });
        }

        public override Task<GetErasuresResponse> GetErasures(GetErasuresRequest request, ServerCallContext context)
        {
            Asked.Enqueue((request, context.RequestHeaders));
            var forged = Certificate.Clone();
            forged.IrrecoverableAt = At("2026-03-02T09:00:00Z");
            return Task.FromResult(request.SubjectId switch
            {
                "nobody" => new GetErasuresResponse(),
                "forged" => new GetErasuresResponse { Certificates = { forged } },
                _ => new GetErasuresResponse { Certificates = { Certificate } },
            });
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
