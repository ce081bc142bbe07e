namespace PrivacyPlatform.Consent.Service.Tests.Tenants;

/// <summary>
/// Everything that was thought of to reach another organization's data, or to change what is recorded, at every level at which somebody can try.
/// The tables beside this file are the matrix: who, what, and the refusal. After each attempt everything the other organization has is as it was.
/// </summary>
[Collection(ErrorQueueReaders.Name)]
public sealed class TenantMatrixTests(TwoTenants tenants) : IClassFixture<TwoTenants>
{
    private static readonly Dictionary<string, Attempt> Matrix = new[]
    {
        (Level: "SQL", Attempts: SqlAttempts.Table),
        (Level: "gRPC", Attempts: CallAttempts.Table),
        (Level: "JSON", Attempts: JsonAttempts.Table),
        (Level: "message", Attempts: MessageAttempts.Table),
    }.SelectMany(level => level.Attempts.Select(attempt => (level.Level, Attempt: attempt)))
        .ToDictionary(row => $"{row.Level}, {row.Attempt.Who}: {row.Attempt.What}", row => row.Attempt, StringComparer.Ordinal);

    public static TheoryData<string> Rows => [.. Matrix.Keys];

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Is_refused(string attempt)
    {
        var row = Matrix[attempt];
        var before = await tenants.OthersData();

        (await row.Try(tenants)).ShouldBe(row.Refusal, attempt);

        (await tenants.OthersData()).ShouldBe(before);
    }

    [Fact]
    public async Task No_table_that_says_whose_a_row_is_was_forgotten()
    {
        (await tenants.Store.Readable()).ShouldBe(SqlAttempts.StoreTables, ignoreOrder: true);
        (await tenants.Vault.Readable()).ShouldBe(SqlAttempts.VaultTables, ignoreOrder: true);
    }

    [Fact]
    public async Task What_is_their_own_all_of_them_reach_so_that_refusals_mean_something()
    {
        foreach (var own in SqlAttempts.Allowed.Concat(CallAttempts.Allowed).Concat(JsonAttempts.Allowed).Concat(MessageAttempts.Allowed))
        {
            (await own.Try(tenants)).ShouldBe(own.Refusal, $"{own.Who}: {own.What}");
        }
    }
}

/// <summary>They take what comes to the one error queue of the answers, so they run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class ErrorQueueReaders
{
    public const string Name = "error queue";
}
