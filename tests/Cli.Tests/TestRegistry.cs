using System.Collections.Concurrent;
using Google.Protobuf;
using Grpc.Core;
using PrivacyPlatform.SubProcessors.V1;

namespace PrivacyPlatform.Cli.Tests;

/// <summary>A registry of fixed answers behind the real protocol on a real port; what was asked is kept.</summary>
internal sealed class TestRegistry(Microsoft.AspNetCore.Builder.WebApplication app) : TestService<TestRegistry.Rpc>(app)
{
    public static async Task<TestRegistry> Start() => new(await Serve());

    /// <summary>The register "opsduty" has two rows, all others have none.</summary>
    internal sealed class Rpc : SubProcessorsService.SubProcessorsServiceBase
    {
        private static readonly Engagement Heroku = new()
        {
            EngagementId = "opsduty-heroku",
            RegisterId = "opsduty",
            VendorId = "heroku",
            VendorName = "Heroku",
            Terms = new EngagementTerms
            {
                Order = 4,
                Locations = { new Location { Place = new Place { Kind = PlaceKind.Bloc, Code = "EU" }, Use = LocationUse.Storage } },
                Purposes = { new PurposeRole { Purpose = "Hosting the services", Role = PartyRole.Processor } },
                InformationUrl = "https://heroku.example/privacy",
            },
            Standing = new Standing { Kind = StandingKind.Active, Since = At("2026-03-01T09:00:00Z"), TermsNumber = 1 },
        };

        private static readonly Engagement Unnamed = new()
        {
            EngagementId = "opsduty-row-5",
            RegisterId = "opsduty",
            VendorId = "unnamed-opsduty-5",
            Terms = new EngagementTerms
            {
                Locations = { new Location { Place = new Place { Kind = PlaceKind.Unknown }, Use = LocationUse.Unknown } },
                Purposes = { new PurposeRole { Purpose = "Sign-in", Role = PartyRole.Controller } },
                TransferMechanism = "scc-2021",
            },
            Standing = new Standing { Kind = StandingKind.Announced, Since = At("2026-03-01T09:00:00Z"), NextTermsNumber = 1, NextFrom = At("2026-03-31T09:00:00Z") },
        };

        public ConcurrentQueue<IMessage> Asked { get; } = [];

        public override Task<DefineRegisterResponse> DefineRegister(DefineRegisterRequest request, ServerCallContext context) =>
            Keep(request, new DefineRegisterResponse { Result = new CommandResult { Recorded = request.RegisterId != "opsduty", Version = 1 } });

        public override Task<ListRegistersResponse> ListRegisters(ListRegistersRequest request, ServerCallContext context) =>
            Keep(request, new ListRegistersResponse
            {
                Registers =
                {
                    new Register { RegisterId = "opsduty", Title = "Third parties", NoticeDays = 30, Regimes = { Regime.EuGdpr }, Public = true, Engagements = 2, ChangedAt = At("2026-03-01T09:00:00Z") },
                },
            });

        /// <summary>The register "paged" comes in two pages.</summary>
        public override Task<ListEngagementsResponse> ListEngagements(ListEngagementsRequest request, ServerCallContext context) =>
            request.RegisterId == "paged"
                ? Keep(request, request.PageToken == "more" ? new ListEngagementsResponse { Engagements = { Unnamed } } : new ListEngagementsResponse { Engagements = { Heroku }, NextPageToken = "more" })
            : Keep(request, request.RegisterId is "" or "opsduty" ? new ListEngagementsResponse { Engagements = { Heroku, Unnamed } } : new ListEngagementsResponse());

        public override Task<ShowEngagementResponse> ShowEngagement(ShowEngagementRequest request, ServerCallContext context) =>
            request.EngagementId != "opsduty-heroku"
                ? throw Refused(StatusCode.NotFound, "engagement.unknown", "engagement_id", "No engagement with this id is known.")
                : Keep(request, new ShowEngagementResponse
                {
                    Engagement = Heroku,
                    Transfers = { new TransferBasis { Place = Heroku.Terms.Locations[0].Place, Regime = Regime.EuGdpr, Reason = "transfer.not_needed" } },
                    Vendor = new Vendor { VendorId = "heroku", SubProcessors = { new NestedSubProcessor { VendorId = "aws" } } },
                    Told = { new ToldTerms { Number = 1, ToldAt = At("2026-03-01T09:00:00Z"), ActiveFrom = At("2026-03-01T09:00:00Z") } },
                    Objections = { new Objection { CustomerId = "acme", TermsNumber = 1, OccurredAt = At("2026-03-02T09:00:00Z") } },
                });

        public override Task<CompareRegisterResponse> CompareRegister(CompareRegisterRequest request, ServerCallContext context)
        {
            var moved = Heroku.Clone();
            moved.Terms.Locations.Add(new Location { Place = new Place { Kind = PlaceKind.Country, Code = "US" }, Use = LocationUse.Access });
            return Keep(request, request.RegisterId != "opsduty" ? new CompareRegisterResponse() : new CompareRegisterResponse
            {
                Changes =
                {
                    new EngagementChange { EngagementId = "opsduty-heroku", Before = Heroku, After = moved, Fields = { "terms.locations" } },
                    new EngagementChange { EngagementId = "opsduty-row-5", After = Unnamed },
                    new EngagementChange { EngagementId = "opsduty-slack", Before = Heroku },
                },
            });
        }

        /// <summary>Rows in the hundreds are bad, "same" is there already.</summary>
        public override Task<ImportResponse> Import(ImportRequest request, ServerCallContext context)
        {
            var response = (request.Json + request.Csv) switch
            {
                "same" => new ImportResponse { ImportedRows = 7 },
                "bad" => new ImportResponse { ImportedRows = request.Mode == ImportMode.GoodRows ? 6 : 0, Changes = request.Mode == ImportMode.GoodRows ? 12 : 0 },
                _ => new ImportResponse { ImportedRows = 7, Changes = 15 },
            };
            if (request.Json == "bad")
            {
                response.Errors.Add(new RowError { Row = 3, Field = "locations", Code = "engagement.location_unknown", Message = "A place is none of those that are known." });
            }

            return Keep(request, response);
        }

        public override Task<ExportResponse> Export(ExportRequest request, ServerCallContext context) =>
            Keep(request, request.RegisterId == "empty" ? new ExportResponse { Csv = "register", Json = "[]" } : new ExportResponse { Rows = { new RegisterRow() }, Csv = "register\r\nopsduty\r\n", Json = "[{}]" });

        public override Task<LintResponse> Lint(LintRequest request, ServerCallContext context) =>
            Keep(request, request.RegisterId == "clean" ? new LintResponse() : new LintResponse
            {
                Findings =
                {
                    new Finding
                    {
                        Rule = "location.disagrees", Severity = Severity.Warning, RegisterId = "opsduty", EngagementId = "opsduty-heroku", Order = 4, VendorId = "heroku", Why = "The places differ.", Related = "opsduty-row-5",
                    },
                    new Finding { Rule = "vendor.not_listed", Severity = Severity.Error, RegisterId = "opsduty", VendorId = "cloudflare", Why = "No register lists it." },
                },
            });

        /// <summary>The customer "acme" has no agreement yet.</summary>
        public override Task<RecordAgreementResponse> RecordAgreement(RecordAgreementRequest request, ServerCallContext context) =>
            Keep(request, new RecordAgreementResponse { Result = new CommandResult { Recorded = request.CustomerId == "acme", Version = 1 } });

        public override Task<AnnounceEngagementResponse> AnnounceEngagement(AnnounceEngagementRequest request, ServerCallContext context) =>
            request.EngagementId != "opsduty-row-5"
                ? throw Refused(StatusCode.NotFound, "engagement.unknown", "engagement_id", "No engagement with this id is known.")
                : Keep(request, new AnnounceEngagementResponse { Result = new CommandResult { Recorded = true, Version = 2 } });

        public override Task<InvalidateMechanismResponse> InvalidateMechanism(InvalidateMechanismRequest request, ServerCallContext context) =>
            request is { DryRun: false, Reason: "" }
                ? throw Refused(StatusCode.InvalidArgument, "mechanism.reason_required", "reason", "Name the judgment or act.")
                : Keep(request, new InvalidateMechanismResponse
                {
                    Result = request.DryRun ? null : new CommandResult { Recorded = true, Version = 1 },
                    Reliances =
                    {
                        new Reliance
                        {
                            RegisterId = "opsduty", EngagementId = "opsduty-heroku", VendorId = "heroku", VendorName = "Heroku", Places = { new Place { Kind = PlaceKind.Country, Code = "US" } }, Since = "2026-03-01", Possible = { "scc-2021" },
                        },
                        new Reliance
                        {
                            RegisterId = "support", EngagementId = "support-row-1", VendorId = "unnamed-support-1", Places = { new Place { Kind = PlaceKind.Anywhere } }, Since = "2025-01-01", Until = "2026-01-01", Available = { "bcr" },
                        },
                    },
                });

        public override Task<ListMechanismsResponse> ListMechanisms(ListMechanismsRequest request, ServerCallContext context) =>
            Keep(request, new ListMechanismsResponse
            {
                LawVersion = "2026-03-01",
                Mechanisms = { new Mechanism { MechanismId = "eu-us-dpf", Kind = MechanismKind.CertificationFramework, Title = "Data Privacy Framework", Regimes = { Regime.EuGdpr }, From = "2023-07-10" } },
            });

        /// <summary>Those of the customer "paged" come in two pages.</summary>
        public override Task<ListNoticesResponse> ListNotices(ListNoticesRequest request, ServerCallContext context) =>
            Keep(request, request.CustomerId == "nobody" ? new ListNoticesResponse() : new ListNoticesResponse
            {
                NextPageToken = request is { CustomerId: "paged", PageToken: "" } ? "more" : "",
                Notices =
                {
                    new Notice
                    {
                        CustomerId = "acme", EngagementId = "opsduty-row-5", TermsNumber = 1, ToldAt = At("2026-03-01T09:00:00Z"), PeriodEnd = At("2026-04-15T09:00:00Z"), Standing = new Standing { Kind = StandingKind.Announced, Since = At("2026-03-01T09:00:00Z") },
                    },
                },
            });

        public override Task<ListDisclosuresResponse> ListDisclosures(ListDisclosuresRequest request, ServerCallContext context) =>
            Keep(request, request.Recipient == "nobody" ? new ListDisclosuresResponse() : new ListDisclosuresResponse
            {
                Disclosures =
                {
                    new Disclosure
                    {
                        DisclosureId = "d-1", Recipient = "kripos", Category = RecipientCategory.GovernmentAndLawEnforcement, Ground = DisclosureGround.LegalDuty, DataCategories = { "contact", "ip" }, Approver = "counsel-1", OccurredAt = At("2026-02-01T10:00:00Z"),
                    },
                },
            });

        private Task<TResponse> Keep<TResponse>(IMessage request, TResponse response)
        {
            Asked.Enqueue(request);
            return Task.FromResult(response);
        }
    }
}
