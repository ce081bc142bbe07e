using Npgsql;
using PrivacyPlatform.EventStore;

namespace PrivacyPlatform.PersonalData;

/// <summary>What the vault knows of the store of events.</summary>
/// <param name="Position">The store's feed reached it.</param>
/// <param name="RestoredFrom">When the backup was taken that was put in place and that nobody has accepted yet; null: none was.</param>
internal sealed record HighWater(long Position, DateTimeOffset? RestoredFrom)
{
    public static async Task<HighWater> Read(NpgsqlDataSource vault, CancellationToken ct) => (await vault.Query(
        "SELECT position, restored_from FROM vault.high_water",
        row => new HighWater(row.GetInt64(0), row.IsDBNull(1) ? null : row.GetFieldValue<DateTimeOffset>(1)),
        ct)).Single();

    public static Task Raise(NpgsqlDataSource vault, long position, CancellationToken ct) => vault.Run("SELECT vault.raise_high_water($1)", ct, position);
}
