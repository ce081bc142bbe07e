using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace PrivacyPlatform.Consent.Service.Tests;

/// <summary>One organization and its callers.</summary>
public sealed class TestTenant(ConsentApp app, string name, Tokens tokens)
{
    public string Name => name;

    /// <summary>The headers of a caller with these roles.</summary>
    public Metadata As(params string[] roles) => new() { { "authorization", $"Bearer {tokens.For(name, roles)}" } };

    public string Token(params string[] roles) => tokens.For(name, roles);

    public async Task<V1.CommandResult> Define(string purpose, V1.LegalBasis basis) =>
        (await app.Client.DefinePurposeAsync(Requests.Purpose(purpose, basis), As("operator"))).Result;

    public async Task<V1.CommandResult> Grant(
        string subject, DateTimeOffset? at = null, string purpose = "newsletter", string commandId = "", string statement = "") =>
        (await app.Client.GrantAsync(
            new() { CommandId = commandId, SubjectId = subject, PurposeId = purpose, OccurredAt = at?.ToTimestamp(), Evidence = Requests.Evidence(), Statement = statement },
            As("emitter"))).Result;

    public async Task<V1.CommandResult> Deny(
        string subject, DateTimeOffset? at = null, string purpose = "newsletter", string commandId = "", string statement = "") =>
        (await app.Client.DenyAsync(
            new() { CommandId = commandId, SubjectId = subject, PurposeId = purpose, OccurredAt = at?.ToTimestamp(), Evidence = Requests.Evidence(), Statement = statement },
            As("emitter"))).Result;

    public async Task<V1.CommandResult> Withdraw(
        string subject, DateTimeOffset? at = null, string purpose = "newsletter", string commandId = "", string statement = "") =>
        (await app.Client.WithdrawAsync(
            new() { CommandId = commandId, SubjectId = subject, PurposeId = purpose, OccurredAt = at?.ToTimestamp(), Evidence = Requests.Evidence(), Statement = statement },
            As("emitter"))).Result;

    public async Task<V1.AuthorizeResponse> Authorize(string subject, string purpose = "newsletter", V1.AsOf? asOf = null) =>
        await app.Client.AuthorizeAsync(new() { SubjectId = subject, PurposeId = purpose, AsOf = asOf }, As("reader"));

    public async Task<V1.GetSubjectResponse> GetSubject(string subject, V1.AsOf? asOf = null) =>
        await app.Client.GetSubjectAsync(new() { SubjectId = subject, AsOf = asOf }, As("reader"));

    public async Task<IReadOnlyList<V1.ReadHistoryResponse>> ReadHistory(string subject, V1.AsOf? asOf = null)
    {
        using var call = app.Client.ReadHistory(new() { SubjectId = subject, AsOf = asOf }, As("reviewer"));
        var history = new List<V1.ReadHistoryResponse>();
        while (await call.ResponseStream.MoveNext(CancellationToken.None))
        {
            history.Add(call.ResponseStream.Current);
        }

        return history;
    }

    public async Task<V1.EraseResponse> Erase(string subject, string commandId = "", string reason = "dsar.erasure") =>
        await app.Client.EraseAsync(new() { CommandId = commandId, SubjectId = subject, Reason = reason }, As("officer"));

    public async Task<IReadOnlyList<V1.ErasureCertificate>> Certificates(string subject, string role = "officer") =>
        (await app.Client.GetErasuresAsync(new() { SubjectId = subject }, As(role))).Certificates;
}
