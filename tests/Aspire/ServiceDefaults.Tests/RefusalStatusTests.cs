using Grpc.Core;

namespace PrivacyPlatform.ServiceDefaults.Tests;

public sealed class RefusalStatusTests
{
    [Theory]
    [InlineData("subject.looks_personal", 3, 400)]
    [InlineData("purpose.id_malformed", 3, 400)]
    [InlineData("consent.notice_required", 3, 400)]
    [InlineData("consent.purpose_unknown", 5, 404)]
    [InlineData("notice.back_dated", 9, 400)]
    [InlineData("tenant.differs", 7, 403)]
    [InlineData("auth.token_expired", 16, 401)]
    [InlineData("message.too_large", 8, 413)]
    [InlineData("store.unavailable", 14, 503)]
    [InlineData("store.conflict", 10, 409)]
    [InlineData("store.overloaded", 8, 429)]
    public void A_code_says_which_status_it_travels_with(string code, int grpc, int http) =>
        RefusalStatus.Of(code).ShouldBe(new RefusalStatus((StatusCode)grpc, http));
}
