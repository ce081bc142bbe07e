using Npgsql;
using PrivacyPlatform.PersonalData;

namespace PrivacyPlatform.Cli;

/// <summary>Who was erased after a backup was taken: erased again in what came out of it.</summary>
internal static class ErasedSince
{
    public static IReadOnlyDictionary<string, IReadOnlyList<ErasureEntry>> Nothing { get; } = new Dictionary<string, IReadOnlyList<ErasureEntry>>(StringComparer.Ordinal);

    /// <summary>
    /// What the list names, and what the present databases know. Where one of events and keys is not restored, it knows the erasures itself, and the
    /// service brings the other up to date.
    /// </summary>
    public static async Task<int> CarryOut(
        IReadOnlyList<(Restore Restore, string Database, DateTimeOffset TakenAt)> restores,
        IReadOnlyDictionary<string, IReadOnlyList<ErasureEntry>> kept,
        string ending,
        Surroundings surroundings,
        CancellationToken ct)
    {
        var erased = 0;
        foreach (var service in restores.GroupBy(one => one.Restore.Database.Service))
        {
            if (service.OrderBy(one => one.Restore.Database.HoldsKeys).ToArray() is [var events, var keys])
            {
                await using var list = new ErasureList(events.Restore.Database.For(events.Database + ending), keys.Restore.Database.For(keys.Database + ending));
                erased += await list.CarryOut([.. kept.GetValueOrDefault(service.Key, []), .. await Known(events.Restore.Database, keys.Restore.Database, surroundings, ct)], ct);
            }
        }

        return erased;
    }

    private static async Task<IReadOnlyList<ErasureEntry>> Known(SystemDatabase events, SystemDatabase keys, Surroundings surroundings, CancellationToken ct)
    {
        try
        {
            await using var present = new ErasureList(events.For(events.Name), keys.For(keys.Name));
            return await present.Read(ct);
        }
        catch (NpgsqlException e)
        {
            // They may be gone, or damaged: restoring is for such days.
            surroundings.Error.WriteLine($"The present databases of {events.Service} cannot tell what was erased since the backup ({(e as PostgresException)?.SqlState ?? "no answer"}). Name a list: --erasures.");
            return [];
        }
    }
}
