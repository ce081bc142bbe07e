using System.Security.Cryptography;
using Npgsql;
using PrivacyPlatform.EventStore;

namespace PrivacyPlatform.PersonalData;

/// <summary>
/// Replaces root and tenant keys by wrapping what they wrap anew. No event is read or written, all stays readable meanwhile, and a rotation
/// that was cut short goes on where it stopped when it is called again.
/// </summary>
public sealed class KeyRotation
{
    private const int BatchSize = 500;

    private readonly VaultTables tables;
    private readonly TenantKeyring keyring;
    private readonly IRootKey root;

    internal KeyRotation(VaultTables tables, TenantKeyring keyring, IRootKey root) => (this.tables, this.keyring, this.root) = (tables, keyring, root);

    /// <summary>Wraps every tenant's keys under the root key's current version.</summary>
    /// <returns>How many were wrapped anew.</returns>
    public async Task<int> RewrapUnderCurrentRoot(CancellationToken ct = default)
    {
        var rewrapped = 0;
        foreach (var tenant in await tables.TenantNames(ct))
        {
            foreach (var key in (await tables.Tenant(tenant, ct))?.Keys.Where(key => key.RootKeyId != root.CurrentId) ?? [])
            {
                var bytes = await root.Unwrap(new(key.RootKeyId, key.Wrapped), KeyContext.Tenant(tenant, key.Id), ct);
                var wrapped = await root.Wrap(bytes, KeyContext.Tenant(tenant, key.Id), ct);
                CryptographicOperations.ZeroMemory(bytes);
                await tables.Run(
                    tenant,
                    ct,
                    Sql.Command(
                        "UPDATE vault.tenant_keys SET root_key_id = $3, wrapped = $4 WHERE tenant_id = $1 AND key_id = $2 AND wrapped = $5",
                        tenant,
                        key.Id,
                        wrapped.RootKeyId,
                        wrapped.Bytes,
                        key.Wrapped));
                rewrapped++;
            }
        }

        VaultMetrics.Rewrote(rewrapped);
        return rewrapped;
    }

    /// <summary>How many tenants' keys each version of the root key wraps. A version that is not named can be destroyed; see docs/adr/0010 for what that ends.</summary>
    public async Task<IReadOnlyDictionary<string, int>> RootKeysInUse(CancellationToken ct = default)
    {
        var inUse = new Dictionary<string, int>();
        foreach (var tenant in await tables.TenantNames(ct))
        {
            foreach (var key in (await tables.Tenant(tenant, ct))?.Keys ?? [])
            {
                inUse[key.RootKeyId] = inUse.GetValueOrDefault(key.RootKeyId) + 1;
            }
        }

        return inUse;
    }

    /// <summary>Gives the tenant a new key, wraps its subjects' keys and its index secret under it, and destroys the old one. Goes on with a rotation that was cut short.</summary>
    /// <returns>How many subjects' keys were wrapped anew by this call.</returns>
    public async Task<int> RotateTenantKey(string tenant, CancellationToken ct = default)
    {
        var row = await tables.Tenant(tenant, ct);
        if (row is null)
        {
            return 0;
        }

        if (row.Keys.Count == 1)
        {
            row = await Begin(tenant, row, ct);
        }

        var newest = row.Keys[0];
        var rewrapped = 0;
        do
        {
            await RewrapIndex(tenant, newest, ct);
            while (await RewrapBatch(tenant, newest, ct) is > 0 and var some)
            {
                rewrapped += some;
            }
        }
        while (!await DestroyOlder(tenant, newest, ct));
        VaultMetrics.Rewrote(rewrapped);
        return rewrapped;
    }

    /// <summary>Adds the tenant's next key: a rotation's first step, after which new keys of subjects are wrapped by it.</summary>
    internal async Task<TenantRow> Begin(string tenant, TenantRow row, CancellationToken ct)
    {
        var (key, bytes) = await keyring.New(tenant, row.Keys[0].Version + 1, ct);
        CryptographicOperations.ZeroMemory(bytes);
        await tables.Run(
            tenant,
            ct,
            Sql.Command(
                """
                INSERT INTO vault.tenant_keys (tenant_id, key_id, version, root_key_id, wrapped, created_at)
                VALUES ($1, $2, $3, $4, $5, now()) ON CONFLICT (tenant_id, version) DO NOTHING
                """,
                tenant,
                key.Id,
                key.Version,
                key.RootKeyId,
                key.Wrapped));
        return (await tables.Tenant(tenant, ct))!;
    }

    /// <summary>Forward only: of two rotations at once one can have finished, and the next, while the other was still busy with its key, which is then gone.</summary>
    internal async Task RewrapIndex(string tenant, TenantKey newest, CancellationToken ct)
    {
        var row = (await tables.Tenant(tenant, ct))!;
        if (row.Keys.Single(key => key.Id == row.IndexKeyId).Version >= newest.Version)
        {
            return;
        }

        var secret = await keyring.UnwrapIndex(tenant, row, ct);
        var wrapping = await keyring.Unwrap(tenant, newest, ct);
        var wrapped = Aead.Wrap(wrapping, secret, KeyContext.Index(tenant, row.IndexId, newest.Id));
        CryptographicOperations.ZeroMemory(secret);
        CryptographicOperations.ZeroMemory(wrapping);
        await tables.Run(
            tenant,
            ct,
            Sql.Command(
                "UPDATE vault.tenants SET index_key_id = $2, index_wrapped = $3 WHERE tenant_id = $1 AND index_key_id = $4",
                tenant,
                newest.Id,
                wrapped,
                row.IndexKeyId));
    }

    private async Task<int> RewrapBatch(string tenant, TenantKey newest, CancellationToken ct)
    {
        var keys = await tables.Query(
            tenant,
            Sql.Command(
                """
                SELECT s.key_id, s.wrapped, k.key_id, k.version, k.root_key_id, k.wrapped
                FROM vault.subject_keys s JOIN vault.tenant_keys k ON k.tenant_id = s.tenant_id AND k.key_id = s.tenant_key_id
                WHERE s.tenant_id = $1 AND k.version < $2
                LIMIT $3
                """,
                tenant,
                newest.Version,
                BatchSize),
            row => new SubjectKey(row.GetGuid(0), row.GetFieldValue<byte[]>(1), VaultTables.ReadTenantKey(row, 2)),
            ct);
        if (keys.Count == 0)
        {
            return 0;
        }

        var rewrapped = new List<byte[]>(keys.Count);
        foreach (var key in keys)
        {
            rewrapped.Add(await Rewrap(tenant, key, newest, ct));
        }

        // An erasure meanwhile wins: what is not there any more is not updated.
        await tables.Run(
            tenant,
            ct,
            Sql.Command(
                """
                UPDATE vault.subject_keys s SET tenant_key_id = $2, wrapped = n.wrapped
                FROM unnest($3, $4, $5) AS n (key_id, wrapped, before)
                WHERE s.tenant_id = $1 AND s.key_id = n.key_id AND s.wrapped = n.before
                """,
                tenant,
                newest.Id,
                keys.Select(key => key.Id).ToArray(),
                rewrapped.ToArray(),
                keys.Select(key => key.Wrapped).ToArray()));
        return keys.Count;
    }

    private async Task<byte[]> Rewrap(string tenant, SubjectKey key, TenantKey newest, CancellationToken ct)
    {
        var from = await keyring.Unwrap(tenant, key.TenantKey, ct);
        var to = await keyring.Unwrap(tenant, newest, ct);
        var bytes = Aead.Unwrap(from, key.Wrapped, KeyContext.Subject(tenant, key.Id, key.TenantKey.Id));
        try
        {
            return Aead.Wrap(to, bytes ?? throw VaultException.KeyAltered(key.Id), KeyContext.Subject(tenant, key.Id, newest.Id));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(from);
            CryptographicOperations.ZeroMemory(to);
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    /// <summary>False when an instance has wrapped one more key under an older one meanwhile.</summary>
    private async Task<bool> DestroyOlder(string tenant, TenantKey newest, CancellationToken ct)
    {
        try
        {
            await tables.Run(tenant, ct, Sql.Command("DELETE FROM vault.tenant_keys WHERE tenant_id = $1 AND version < $2", tenant, newest.Version));
            return true;
        }
        catch (PostgresException inUse) when (inUse.SqlState == PostgresErrorCodes.ForeignKeyViolation)
        {
            return false;
        }
    }
}
