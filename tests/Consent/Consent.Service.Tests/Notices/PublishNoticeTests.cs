using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace PrivacyPlatform.Consent.Service.Tests.Notices;

public sealed class PublishNoticeTests(ConsentApp app)
{
    [Fact]
    public async Task A_version_is_published_once()
    {
        var tenant = app.NewTenant();
        var later = Requests.Notice();
        later.Notice.Version = "2026-04-01";
        (later.Material, later.Summary) = (true, "A new recipient of billing data.");

        (await Publish(tenant, Requests.Notice())).ShouldBe(new V1.CommandResult { Recorded = true, Version = 1 });
        (await Publish(tenant, Requests.Notice())).ShouldBe(new V1.CommandResult { Recorded = false, Version = 1 });
        (await Publish(tenant, later)).ShouldBe(new V1.CommandResult { Recorded = true, Version = 2 });
    }

    public static TheoryData<string, string, StatusCode, Action<V1.PublishNoticeRequest>> Spoiled => new()
    {
        { "notice.kind_malformed", "notice.kind", StatusCode.InvalidArgument, request => request.Notice = null },
        { "notice.version_malformed", "notice.version", StatusCode.InvalidArgument, request => request.Notice.Version = "22 July" },
        { "notice.hash_malformed", "notice.content_hash", StatusCode.InvalidArgument, request => request.Notice.ContentHash = "abc" },
        { "notice.language_malformed", "language", StatusCode.InvalidArgument, request => request.Language = "" },
        { "notice.url_malformed", "url", StatusCode.InvalidArgument, request => request.Url = "http://www.opsduty.io" },
        { "notice.summary_malformed", "summary", StatusCode.InvalidArgument, request => request.Summary = "two\nlines" },
        { "notice.summary_required", "summary", StatusCode.InvalidArgument, request => (request.Notice.Version, request.Material) = ("2", true) },
        {
            "notice.back_dated", "effective_at", StatusCode.FailedPrecondition,
            request => (request.Notice.Version, request.EffectiveAt) = ("2", new DateTimeOffset(2024, 7, 22, 0, 0, 0, TimeSpan.Zero).ToTimestamp())
        },
        { "notice.version_published", "notice.version", StatusCode.FailedPrecondition, request => request.Notice.ContentHash = new string('b', 64) },
        { "message.malformed", "effective_at", StatusCode.InvalidArgument, request => request.EffectiveAt = new Timestamp { Seconds = long.MaxValue } },
    };

    [Theory]
    [MemberData(nameof(Spoiled))]
    public async Task A_publication_that_is_not_in_order_is_refused_with_its_field(string code, string field, StatusCode status, Action<V1.PublishNoticeRequest> spoil)
    {
        var tenant = await app.Tenant();
        var request = Requests.Notice();
        spoil(request);

        await Publish(tenant, request).ShouldBeRefused(status, code, field);
    }

    private async Task<V1.CommandResult> Publish(TestTenant tenant, V1.PublishNoticeRequest request) =>
        (await app.Client.PublishNoticeAsync(request, tenant.As("operator"))).Result;
}
