using System.Diagnostics;
using System.Security.Cryptography;
using Npgsql;
using PrivacyPlatform.EventStore;

namespace PrivacyPlatform.PersonalData;

/// <summary>
/// Seals and opens personal data at a service's edge. Every use asks the vault for the subject's key as it is now, so that from the moment an
/// erasure is committed no instance can open anything of that subject, whatever it has in memory.
/// </summary>
public sealed class PersonalVault
{
    private const int MostTries = 6;

    private readonly VaultTables tables;
    private readonly TenantKeyring keyring;
    private readonly VaultGate gate;
    private readonly PersonalDataOptions options;
    private readonly TimeProvider clock;

    internal PersonalVault(VaultTables tables, TenantKeyring keyring, VaultGate gate, PersonalDataOptions options, TimeProvider clock) =>
        (this.tables, this.keyring, this.gate, this.options, this.clock) = (tables, keyring, gate, options, clock);

    /// <summary>Seals one value under the subject's key, which is made at its first use.</summary>
    /// <inheritdoc cref="Seal(string, IReadOnlyList{ValueTuple{SealedPlace, string}}, CancellationToken)" />
    public async Task<SealedValue> Seal(string subject, SealedPlace place, string text, CancellationToken ct = default) =>
        (await Seal(subject, [(place, text)], ct))[0];

    /// <summary>
    /// Seals values of one subject in one round trip. Whatever fails, fails before anything is appended: no key, no append.
    /// </summary>
    /// <param name="subject">The subject's opaque id; stored in the vault as a blind index only.</param>
    /// <param name="values">Each with its place; all of one tenant.</param>
    /// <exception cref="VaultException">Not ready, busy, or a key was altered.</exception>
    /// <exception cref="RootKeyException">The root key cannot be used.</exception>
    /// <exception cref="SealedValueException">A text is longer than 64 KiB.</exception>
    /// <exception cref="NpgsqlException">The vault cannot be reached.</exception>
    public async Task<IReadOnlyList<SealedValue>> Seal(string subject, IReadOnlyList<(SealedPlace Place, string Text)> values, CancellationToken ct = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(subject);
        ArgumentNullException.ThrowIfNull(values);
        gate.ThrowIfClosed();
        if (values.Count == 0)
        {
            return [];
        }

        var tenant = TenantOf(values.Select(value => value.Place));
        var started = Stopwatch.GetTimestamp();
        for (var tries = 0; tries < MostTries; tries++)
        {
            var (indexId, index) = await SubjectIndex(tenant, subject, ct);
            var before = gate.Seen(tenant);
            var found = await tables.KeyForSealing(tenant, index, values.Count, ct);
            if (found.IndexId != indexId)
            {
                keyring.ForgetIndex(tenant);
                continue;
            }

            gate.Observe(tenant, before, found.Erasures);
            if (found.Key is null || found.Seals > options.MostSealsPerKey)
            {
                await AddKey(tenant, index, ct);
                continue;
            }

            var key = await Unwrap(tenant, found.Key, ct);
            try
            {
                var keyId = found.Key.Id;
                IReadOnlyList<SealedValue> result = [.. values.Select(value => Aead.Seal(key, keyId, value.Place, value.Text))];
                VaultMetrics.Sealed(values.Count, started);
                return result;
            }
            finally
            {
                CryptographicOperations.ZeroMemory(key);
            }
        }

        throw VaultException.Busy();
    }

    /// <inheritdoc cref="Unseal(IReadOnlyList{ValueTuple{SealedPlace, SealedValue}}, CancellationToken)" />
    public async Task<Unsealed> Unseal(SealedPlace place, SealedValue value, CancellationToken ct = default) => (await Unseal([(place, value)], ct))[0];

    /// <summary>Opens all sealed values of an event as it was recorded: before an upcaster moved a field, since a value is bound to where it stood.</summary>
    /// <returns>By field, a JSON Pointer.</returns>
    /// <inheritdoc cref="Unseal(IReadOnlyList{ValueTuple{SealedPlace, SealedValue}}, CancellationToken)" />
    public async Task<IReadOnlyDictionary<string, Unsealed>> Unseal(RecordedEvent recorded, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(recorded);
        var found = SealedFields.In(recorded.Data);
        var opened = await Unseal([.. found.Select(value => (SealedPlace.In(recorded, value.Field), value.Value))], ct);
        return found.Zip(opened).ToDictionary(pair => pair.First.Field, pair => pair.Second);
    }

    /// <summary>Opens values of one tenant, of any number of subjects, in one round trip. Three outcomes: the value, <see cref="Unsealed.Shredded"/>, an exception.</summary>
    /// <returns>In the order given.</returns>
    /// <exception cref="SealedValueException">A value is not what was sealed or not where it was sealed for.</exception>
    /// <exception cref="VaultException">Not ready, or a key is missing or was altered.</exception>
    /// <exception cref="RootKeyException">The root key cannot be used.</exception>
    /// <exception cref="NpgsqlException">The vault cannot be reached.</exception>
    public async Task<IReadOnlyList<Unsealed>> Unseal(IReadOnlyList<(SealedPlace Place, SealedValue Value)> values, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(values);
        gate.ThrowIfClosed();
        if (values.Count == 0)
        {
            return [];
        }

        var tenant = TenantOf(values.Select(value => value.Place));
        var started = Stopwatch.GetTimestamp();
        foreach (var (place, value) in values)
        {
            SealedPlacement.Check(place, value);
        }

        var before = gate.Seen(tenant);
        var keys = (await tables.KeysForReading(tenant, values.Select(value => value.Value.KeyId).ToHashSet(), ct)).ToDictionary(key => key.Id);
        gate.Observe(tenant, before, keys.Values.First().Erasures);
        var opened = new List<Unsealed>(values.Count);
        foreach (var (place, value) in values)
        {
            opened.Add(await Open(tenant, place, value, keys[value.KeyId], ct));
        }

        VaultMetrics.Opened(opened, started);
        return opened;
    }

    /// <summary>
    /// A blind index for a lookup or a suppression list of the service's own: the same value of the same field and tenant gives the same text
    /// (43 characters), also after an erasure and after a rotation of keys.
    /// </summary>
    /// <param name="field">A code for what is indexed, the same for ever: <c>consent.suppressed_subject</c>. Each has a key of its own.</param>
    public async Task<string> BlindIndexOf(string tenant, string field, string value, IndexedAs indexedAs, CancellationToken ct = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(field);
        ArgumentNullException.ThrowIfNull(value);
        gate.ThrowIfClosed();
        var (_, secret) = await keyring.IndexSecret(tenant, ct);
        try
        {
            return BlindIndex.Text(BlindIndex.Of(secret, tenant, field, value, indexedAs));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    /// <summary>The subject's index by the secret that the vault has now: what a stale one did not find would not be erased.</summary>
    internal async Task<byte[]> PresentSubjectIndex(string tenant, string subject, CancellationToken ct)
    {
        keyring.ForgetIndex(tenant);
        return (await SubjectIndex(tenant, subject, ct)).Index;
    }

    private async Task<(Guid IndexId, byte[] Index)> SubjectIndex(string tenant, string subject, CancellationToken ct)
    {
        var (id, secret) = await keyring.IndexSecret(tenant, ct);
        try
        {
            return (id, BlindIndex.Of(secret, tenant, BlindIndex.Subject, subject));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    private static string TenantOf(IEnumerable<SealedPlace> places)
    {
        var tenants = places.Select(place => place.Tenant).Distinct(StringComparer.Ordinal).ToArray();
        return tenants.Length == 1 && tenants[0].Length > 0 ? tenants[0] : throw new ArgumentException("The places are not all of one tenant.", nameof(places));
    }

    private async Task<Unsealed> Open(string tenant, SealedPlace place, SealedValue value, KeyForReading found, CancellationToken ct)
    {
        // The mark of a destroyed key outweighs a key: should both ever be there, the person was promised that it is gone.
        if (found.CertificateId is { } certificate)
        {
            return new Unsealed.Shredded(certificate);
        }

        var key = await Unwrap(tenant, found.Key ?? throw VaultException.KeyMissing(found.Id), ct);
        try
        {
            return new Unsealed.Value(Aead.Open(key, place, value));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    private async Task<byte[]> Unwrap(string tenant, SubjectKey key, CancellationToken ct)
    {
        var wrapping = await keyring.Unwrap(tenant, key.TenantKey, ct);
        try
        {
            return Aead.Unwrap(wrapping, key.Wrapped, KeyContext.Subject(tenant, key.Id, key.TenantKey.Id)) ?? throw VaultException.KeyAltered(key.Id);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(wrapping);
        }
    }

    private async Task AddKey(string tenant, byte[] index, CancellationToken ct)
    {
        var newest = (await keyring.Ensure(tenant, ct)).Keys[0];
        var keyId = Guid.CreateVersion7(clock.GetUtcNow());
        var wrapping = await keyring.Unwrap(tenant, newest, ct);
        var key = TenantKeyring.NewKey();
        try
        {
            var wrapped = Aead.Wrap(wrapping, key, KeyContext.Subject(tenant, keyId, newest.Id));
            await tables.AddSubjectKey(tenant, index, keyId, newest.Id, wrapped, options.MostSealsPerKey, clock.GetUtcNow(), ct);
        }
        catch (PostgresException race) when (race.SqlState is PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.ForeignKeyViolation)
        {
            // Another made the subject's key first, or the tenant's key was replaced meanwhile: look again.
        }
        finally
        {
            CryptographicOperations.ZeroMemory(wrapping);
            CryptographicOperations.ZeroMemory(key);
        }
    }
}
