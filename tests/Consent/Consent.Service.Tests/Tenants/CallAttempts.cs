using Google.Rpc;
using Grpc.Core;
using PrivacyPlatform.EvidenceLog.V1;
using PrivacyPlatform.Feed.V1;

namespace PrivacyPlatform.Consent.Service.Tests.Tenants;

/// <summary>With a valid token of one organization, over gRPC. No message has a field for a tenant: there is nothing to forge in a body.</summary>
internal static class CallAttempts
{
    private const string Reader = "reader of one's own";
    private const string Reviewer = "reviewer of one's own";
    private const string Emitter = "emitter of one's own";

    public static IEnumerable<Attempt> Table { get; } =
    [
        new("nobody", "ask without a token", "auth.token_missing", two => GetSubject(two, [])),
        new(Reader, "name the other in the header tenant", "tenant.differs", two => GetSubject(two, With(two.Own.As("reader"), "tenant", two.Other.Name))),
        new(Reader, "name the other in the header x-tenant", "tenant.differs", two => GetSubject(two, With(two.Own.As("reader"), "x-tenant", two.Other.Name))),
        new(Reader, "name both in the header tenant", "tenant.differs", two => GetSubject(two, With(With(two.Own.As("reader"), "tenant", two.Own.Name), "tenant", two.Other.Name))),
        new(Reader, "show a token of both", "auth.token_invalid", two => GetSubject(two, two.App.Tokens.Bearer("reader", two.Own.Name, two.Other.Name))),
        new(Reader, "show a token of every tenant", "auth.token_invalid", two => GetSubject(two, two.App.Tokens.Bearer("reader", "*"))),
        new(Reader, "show two tokens", "auth.token_invalid", two => GetSubject(two, With(two.Own.As("reader"), "authorization", two.Other.As("reader")[0].Value))),

        new(Reader, "look up the other's person", Attempt.Nothing, async two =>
            (await two.App.Client.GetSubjectAsync(new() { SubjectId = TwoTenants.Person }, two.Own.As("reader"))).Version == 0 ? Attempt.Nothing : "something"),
        new(Reader, "ask about the other's person and purpose", "consent.purpose_unknown", two => Outcome(() =>
            two.App.Client.AuthorizeAsync(new() { SubjectId = TwoTenants.Person, PurposeId = "astrology" }, two.Own.As("reader")).ResponseAsync)),
        new(Reader, "list the other's purposes", Attempt.Nothing, async two =>
            (await two.App.Client.ListPurposesAsync(new(), two.Own.As("reader"))).Purposes.Any(purpose => purpose.PurposeId == "astrology") ? "something" : Attempt.Nothing),
        new(Emitter, "answer about the other's purpose", "consent.purpose_unknown", two => Outcome(() =>
            two.App.Client.GrantAsync(new() { SubjectId = "s-1", PurposeId = "astrology", Evidence = Requests.Evidence() }, two.Own.As("emitter")).ResponseAsync)),
        new(Emitter, "answer in the other's name", "tenant.differs", two => Outcome(() =>
            two.App.Client.GrantAsync(Requests.Grant(), With(two.Own.As("emitter"), "tenant", two.Other.Name)).ResponseAsync)),
        new(Emitter, "learn from a command id what the other's command came to", Attempt.Nothing, async two =>
            (await two.App.Client.GrantAsync(Command(two), two.Own.As("emitter"))).Result is { Recorded: true, Version: 1 } ? Attempt.Nothing : "something"),

        new(Reviewer, "replay the other's person", Attempt.Nothing, two => Stream(two.App.Client.ReadHistory(new() { SubjectId = TwoTenants.Person }, two.Own.As("reviewer")))),
        new(Reviewer, "have it proven that the other's event is there", "evidence.event_unknown", two => Outcome(() =>
            two.App.Evidence.GetInclusionProofAsync(new GetInclusionProofRequest { EventId = two.OthersEvent }, two.Own.As("reviewer")).ResponseAsync)),
        new(Reviewer, "take away the other's stream", Attempt.Nothing, async two =>
            await Stream(two.App.Evidence.ReadEntries(new() { TreeSize = await Size(two), Stream = $"subject-{TwoTenants.Person}" }, two.Own.As("reviewer")))),
        new(Reviewer, "take away the other's state", Attempt.Nothing, async two =>
            await Stream(two.App.Evidence.ReadStates(new() { TreeSize = await Size(two), Stream = $"subject-{TwoTenants.Person}" }, two.Own.As("reviewer")))),
        new(Reviewer, "read behind the end of one's own log", "message.malformed", async two =>
            await Stream(two.App.Evidence.ReadEntries(new() { TreeSize = await Size(two) + 1_000_000 }, two.Own.As("reviewer")))),
        new(Reviewer, "get the other's checkpoint", Attempt.Nothing, async two =>
            (await two.App.Evidence.GetCheckpointAsync(new(), two.Own.As("reviewer"))).Note.Contains(two.Other.Name, StringComparison.Ordinal) ? "something" : Attempt.Nothing),

        new(Reader, "hear the other's announcements from the feed", Attempt.Nothing, async two =>
            await Feed(two, new() { UntilCaughtUp = true }, message => message.Message?.Body.Contains(TwoTenants.Person, StringComparison.Ordinal) == true)),
        new(Reader, "go on in the feed behind the other's event", "feed.position_unknown", two => Feed(two, new() { AfterPosition = 1, AfterEventId = two.OthersEvent })),
        new(Reader, "go on in the feed at a position of everybody's", "feed.position_unknown", two => Feed(two, new() { AfterPosition = 1_000_000 })),
        new(Emitter, "hear announcements without the role", "auth.role_missing", two => Stream(two.App.Feed.Read(new(), two.Own.As("emitter")))),
        new(Reader, "replay a person without the role", "auth.role_missing", two => Stream(two.App.Client.ReadHistory(new() { SubjectId = "person-of-own" }, two.Own.As("reader")))),
    ];

    public static IEnumerable<Attempt> Allowed { get; } =
    [
        new(Reader, "look up one's own person", "something", async two =>
            (await two.App.Client.GetSubjectAsync(new() { SubjectId = "person-of-own" }, With(two.Own.As("reader"), "tenant", two.Own.Name))).Version == 1 ? "something" : Attempt.Nothing),
        new(Reviewer, "replay one's own person", "something", two => Stream(two.App.Client.ReadHistory(new() { SubjectId = "person-of-own" }, two.Own.As("reviewer")))),
        new(Reviewer, "take away one's own stream", "something", async two =>
            await Stream(two.App.Evidence.ReadEntries(new() { TreeSize = await Size(two), Stream = "subject-person-of-own" }, two.Own.As("reviewer")))),
        new(Reader, "hear one's own announcements from the feed", "something", two => Feed(two, new() { UntilCaughtUp = true }, message => message.Message is not null)),
    ];

    /// <summary>The code with which a call is refused; null when it is not.</summary>
    public static async Task<string?> Refused(Func<Task> call)
    {
        try
        {
            await call();
            return null;
        }
        catch (RpcException refused)
        {
            return refused.GetRpcStatus()?.GetDetail<ErrorInfo>()?.Reason ?? refused.StatusCode.ToString();
        }
    }

    private static async Task<string> Outcome(Func<Task> call) => await Refused(call) ?? "something";

    private static Task<string> GetSubject(TwoTenants two, Metadata headers) =>
        Outcome(() => two.App.Client.GetSubjectAsync(new() { SubjectId = TwoTenants.Person }, headers).ResponseAsync);

    private static V1.GrantRequest Command(TwoTenants two) =>
        new() { CommandId = two.OthersCommand.ToString(), SubjectId = "person-of-twin", PurposeId = "newsletter", Evidence = Requests.Evidence() };

    private static async Task<long> Size(TwoTenants two) => (await two.App.Evidence.GetCheckpointAsync(new(), two.Own.As("reviewer"))).TreeSize;

    private static Task<string> Feed(TwoTenants two, ReadRequest request, Func<ReadResponse, bool>? counts = null) =>
        Stream(two.App.Feed.Read(request, two.Own.As("reader")), counts);

    private static async Task<string> Stream<T>(AsyncServerStreamingCall<T> call, Func<T, bool>? counts = null)
    {
        using (call)
        {
            var something = false;
            return await Refused(async () =>
            {
                while (await call.ResponseStream.MoveNext(CancellationToken.None))
                {
                    something |= counts?.Invoke(call.ResponseStream.Current) ?? true;
                }
            }) ?? (something ? "something" : Attempt.Nothing);
        }
    }

    private static Metadata With(Metadata headers, string name, string value)
    {
        headers.Add(name, value);
        return headers;
    }
}
