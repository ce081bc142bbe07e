using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace PrivacyPlatform.Consent.Service.Tests.Tenants;

/// <summary>With a valid token of one organization, as JSON over HTTP: also in the places that gRPC does not have.</summary>
internal static class JsonAttempts
{
    private const string Reader = "reader of one's own";
    private const string Reviewer = "reviewer of one's own";
    private const string GetSubject = "/privacyplatform.consent.v1.ConsentService/GetSubject";
    private const string Body = $$"""{"subjectId": "{{TwoTenants.Person}}"}""";

    public static IEnumerable<Attempt> Table { get; } =
    [
        new("nobody", "ask without a token", "auth.token_missing", two => Post(two, GetSubject, Body, role: null)),
        new(Reader, "name the other in the header tenant", "tenant.differs", two => Post(two, GetSubject, Body, header: "tenant")),
        new(Reader, "name the other in the header X-Tenant", "tenant.differs", two => Post(two, GetSubject, Body, header: "X-Tenant")),
        new(Reader, "name the other in the query", "tenant.differs", two => Post(two, $"{GetSubject}?tenant={two.Other.Name}", Body)),
        new(Reader, "name the other in the route", "http.not_found", two => Post(two, $"/{two.Other.Name}{GetSubject}", Body)),
        new(Reader, "name the other in the body", "message.malformed", two => Post(two, GetSubject, $$"""{"subjectId": "s-1", "tenant": "{{two.Other.Name}}"}""")),
        new(Reader, "name the other in the body under another name", "message.malformed", two => Post(two, GetSubject, $$"""{"subjectId": "s-1", "tenantId": "{{two.Other.Name}}"}""")),
        new(Reader, "look up the other's person", Attempt.Nothing, two => Post(two, GetSubject, Body, found: "\"event\"")),
        new(Reviewer, "replay the other's person", Attempt.Nothing, two => Post(two, "/privacyplatform.consent.v1.ConsentService/ReadHistory", Body, "reviewer", found: "event")),
        new(Reviewer, "have it proven that the other's event is there", "evidence.event_unknown", two =>
            Post(two, "/privacyplatform.evidence.v1.EvidenceService/GetInclusionProof", $$"""{"eventId": "{{two.OthersEvent}}"}""", "reviewer")),
        new(Reviewer, "take away the other's stream", Attempt.Nothing, two =>
            Post(two, "/privacyplatform.evidence.v1.EvidenceService/ReadEntries", $$"""{"treeSize": "1", "stream": "subject-{{TwoTenants.Person}}"}""", "reviewer", found: "leafHash")),
        new(Reader, "take evidence away without the role", "auth.role_missing", two => Post(two, "/privacyplatform.evidence.v1.EvidenceService/GetCheckpoint", "{}")),
        new(Reader, "hear the other's announcements from the feed", Attempt.Nothing, two =>
            Post(two, "/privacyplatform.feed.v1.FeedService/Read", """{"untilCaughtUp": true}""", found: TwoTenants.Person)),
        new(Reader, "go on in the feed behind the other's event", "feed.position_unknown", two =>
            Post(two, "/privacyplatform.feed.v1.FeedService/Read", $$"""{"afterPosition": "1", "afterEventId": "{{two.OthersEvent}}"}""")),
    ];

    public static IEnumerable<Attempt> Allowed { get; } =
    [
        new(Reader, "look up one's own person", "something", two =>
            Post(two, $"{GetSubject}?tenant={two.Own.Name}", """{"subjectId": "person-of-own"}""", found: "\"event\"")),
        new(Reviewer, "replay one's own person", "something", two =>
            Post(two, "/privacyplatform.consent.v1.ConsentService/ReadHistory", """{"subjectId": "person-of-own"}""", "reviewer", found: "event")),
        new(Reader, "hear one's own announcements from the feed", "something", two =>
            Post(two, "/privacyplatform.feed.v1.FeedService/Read", """{"untilCaughtUp": true}""", found: "person-of-own")),
    ];

    /// <summary>The refusal's code, or whether what is looked for was in the answer.</summary>
    private static async Task<string> Post(TwoTenants two, string path, string body, string? role = "reader", string? header = null, string found = "{")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, new MediaTypeHeaderValue("application/json")) };
        if (role is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", two.Own.Token(role));
        }

        if (header is not null)
        {
            request.Headers.Add(header, two.Other.Name);
        }

        using var answer = await two.App.Http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode
            ? text.Contains(found, StringComparison.Ordinal) ? "something" : Attempt.Nothing
            : (string)JsonNode.Parse(text)!["code"]!;
    }
}
