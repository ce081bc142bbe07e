using Grpc.Core;

namespace PrivacyPlatform.SubProcessors.Service.Tests;

/// <summary>One organization and its callers.</summary>
public sealed class TestTenant(V1.SubProcessorsService.SubProcessorsServiceClient client, string name, Func<string[], string> token)
{
    public string Name => name;

    /// <summary>The headers of a caller with these roles.</summary>
    public Metadata As(params string[] roles) => new() { { "authorization", $"Bearer {token(roles)}" } };

    public string Token(params string[] roles) => token(roles);

    /// <summary>Calls as an operator, who may do what is not only asked.</summary>
    public async Task<TResponse> Operate<TRequest, TResponse>(Func<TRequest, Metadata, DateTime?, CancellationToken, AsyncUnaryCall<TResponse>> method, TRequest request) =>
        await method(request, As("operator"), null, CancellationToken.None);

    /// <summary>Asks as a reader.</summary>
    public async Task<TResponse> Ask<TRequest, TResponse>(Func<TRequest, Metadata, DateTime?, CancellationToken, AsyncUnaryCall<TResponse>> method, TRequest request) =>
        await method(request, As("reader"), null, CancellationToken.None);

    public Task<V1.ListEngagementResponse> List(string engagement = "billing-acme", string vendor = "acme", V1.EngagementTerms? terms = null) =>
        Operate(client.ListEngagementAsync, new V1.ListEngagementRequest { EngagementId = engagement, RegisterId = "billing", VendorId = vendor, Terms = terms ?? Requests.Terms() });

    public Task<V1.ProposeEngagementResponse> Propose(string engagement = "billing-acme") =>
        Operate(client.ProposeEngagementAsync, new V1.ProposeEngagementRequest { EngagementId = engagement, RegisterId = "billing", VendorId = "acme", Terms = Requests.Terms() });

    public async Task<V1.AnnounceEngagementResponse> Announce(string engagement = "billing-acme")
    {
        await Propose(engagement);
        return await Operate(client.AnnounceEngagementAsync, new V1.AnnounceEngagementRequest { EngagementId = engagement });
    }

    public async Task<V1.Standing> Standing(string engagement = "billing-acme", string customer = "", V1.AsOf? asOf = null) =>
        (await Ask(client.ShowEngagementAsync, new V1.ShowEngagementRequest { EngagementId = engagement, CustomerId = customer, AsOf = asOf })).Engagement.Standing;
}
