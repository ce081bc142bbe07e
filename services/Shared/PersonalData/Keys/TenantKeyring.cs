using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace PrivacyPlatform.PersonalData;

/// <summary>Tenants' keys and index secrets, unwrapped by the root key and cached. All arrays that it gives are the caller's to zero.</summary>
internal sealed class TenantKeyring(VaultTables tables, IRootKey root, PersonalDataOptions options, TimeProvider clock) : IDisposable
{
    private readonly KeyCache cache = new(options.MostCachedKeys, options.CachedKeyLifetime, clock);
    private readonly ConcurrentDictionary<string, Guid> indexIds = [];

    internal KeyCache Cache => cache;

    /// <summary>Makes a tenant's first key and its index secret, unless it has them.</summary>
    public async Task<TenantRow> Ensure(string tenant, CancellationToken ct)
    {
        if (await tables.Tenant(tenant, ct) is { } known)
        {
            return known;
        }

        var secret = NewKey();
        try
        {
            var (key, bytes) = await New(tenant, version: 1, ct);
            var indexId = Guid.CreateVersion7(clock.GetUtcNow());
            var wrapped = Aead.Wrap(bytes, secret, KeyContext.Index(tenant, indexId, key.Id));
            CryptographicOperations.ZeroMemory(bytes);
            await tables.AddTenant(tenant, key, indexId, wrapped, clock.GetUtcNow(), ct);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }

        return await tables.Tenant(tenant, ct) ?? throw new InvalidOperationException("A tenant that was just added is not there.");
    }

    /// <summary>A new key for a tenant, wrapped and in clear; not stored yet.</summary>
    public async Task<(TenantKey Key, byte[] Bytes)> New(string tenant, int version, CancellationToken ct)
    {
        var id = Guid.CreateVersion7(clock.GetUtcNow());
        var bytes = NewKey();
        var wrapped = await root.Wrap(bytes, KeyContext.Tenant(tenant, id), ct);
        return (new(id, version, wrapped.RootKeyId, wrapped.Bytes), bytes);
    }

    public async ValueTask<byte[]> Unwrap(string tenant, TenantKey key, CancellationToken ct)
    {
        if (cache.Copy(key.Id) is { } cached)
        {
            return cached;
        }

        var bytes = await root.Unwrap(new(key.RootKeyId, key.Wrapped), KeyContext.Tenant(tenant, key.Id), ct);
        cache.Keep(key.Id, bytes);
        return bytes;
    }

    /// <summary>The secret that the tenant's blind indexes derive from, and its id.</summary>
    public async ValueTask<(Guid Id, byte[] Secret)> IndexSecret(string tenant, CancellationToken ct)
    {
        if (indexIds.TryGetValue(tenant, out var known) && cache.Copy(known) is { } cached)
        {
            return (known, cached);
        }

        var row = await Ensure(tenant, ct);
        var secret = await UnwrapIndex(tenant, row, ct);
        cache.Keep(row.IndexId, secret);
        indexIds[tenant] = row.IndexId;
        return (row.IndexId, secret);
    }

    public async Task<byte[]> UnwrapIndex(string tenant, TenantRow row, CancellationToken ct)
    {
        var wrapping = await Unwrap(tenant, row.Keys.Single(key => key.Id == row.IndexKeyId), ct);
        try
        {
            return Aead.Unwrap(wrapping, row.IndexWrapped, KeyContext.Index(tenant, row.IndexId, row.IndexKeyId)) ?? throw VaultException.KeyAltered(row.IndexId);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(wrapping);
        }
    }

    /// <summary>The vault has another index secret than this instance believed.</summary>
    public void ForgetIndex(string tenant) => indexIds.TryRemove(tenant, out _);

    public static byte[] NewKey()
    {
        return RandomNumberGenerator.GetBytes(Aead.KeyLength);
    }

    public void Dispose() => cache.Dispose();
}
