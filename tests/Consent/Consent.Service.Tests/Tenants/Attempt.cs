namespace PrivacyPlatform.Consent.Service.Tests.Tenants;

/// <summary>One row of the matrix: something that somebody of one organization tries in order to reach what is another's.</summary>
/// <param name="Who">With whose rights.</param>
/// <param name="What">In words.</param>
/// <param name="Refusal">What it comes to: a stable code, an SQLSTATE, a code of the broker, or <see cref="Nothing"/>.</param>
/// <param name="Try">Makes the attempt, and gives what it came to.</param>
internal sealed record Attempt(string Who, string What, string Refusal, Func<TwoTenants, Task<string>> Try)
{
    /// <summary>Nothing is seen and nothing happens: for whom it is not, it is not there.</summary>
    public const string Nothing = "nothing";
}
