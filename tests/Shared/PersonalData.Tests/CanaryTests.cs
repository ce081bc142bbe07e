using System.Text;
using Aspire.Hosting.Local;
using Npgsql;
using PrivacyPlatform.EventStore;
using PrivacyPlatform.Testing.Postgres;

namespace PrivacyPlatform.PersonalData.Tests;

/// <summary>
/// A person's data, sealed and erased, searched for in everything that a server writes. On a server of its own, since its files are read.
/// </summary>
public sealed class CanaryTests : IAsyncLifetime
{
    private const string Canary = "Kanarifugl Gulfjær, canary.yellow@example.org";
    private const string Subject = "usr_canary_7f3a";

    private readonly string folder = Directory.CreateTempSubdirectory("privacyplatform-canary-").FullName;
    private LocalPostgres? server;

    public async ValueTask InitializeAsync()
    {
        server = await LocalPostgres.Start(folder);
        await Run(server.ConnectionString, "CREATE DATABASE store");
        await Run(server.ConnectionString, "CREATE DATABASE vault");
        await using var store = NpgsqlDataSource.Create(Database("store", "postgres"));
        await StoreSchema.Migrate(store, new("service", "service", "relay", "relay"), []);
        await using var vault = NpgsqlDataSource.Create(Database("vault", "postgres"));
        await VaultSchema.Migrate(vault, new("vault_service", "vault"));
    }

    public async ValueTask DisposeAsync()
    {
        await server!.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Sealed_data_is_in_no_dump_file_or_log_and_after_an_erasure_no_key_is_left_that_opens_it()
    {
        await using var service = await Instance(VaultFixture.FirstRootKey);
        var envelope = new CommandEnvelope
        {
            CommandId = new("0190a000-0000-7000-8000-000000000001"),
            Tenant = "acme",
            Actor = "tester",
            OccurredAt = VaultInstance.Start,
            RecordedAt = VaultInstance.Start,
        };
        var place = SealedPlace.InEventOf(envelope, "request-1", "/contact");
        var value = await service.Vault.Seal(Subject, place, Canary);
        await service.Get<CommandExecutor>().Execute(Requests.Stream, "1", new(value.Opaque()), envelope);
        var wrapped = await VaultFixture.Ask<byte[]>(Database("vault", "postgres"), "SELECT wrapped FROM vault.subject_keys");
        (await service.Read(place, value)).ShouldBe(Canary);

        // The search can find: the ciphertext and the wrapped key are there before the erasure.
        await Run(server!.ConnectionString, "CHECKPOINT");
        Files("base").ShouldContainAny(Encoding.UTF8.GetBytes(value.Data));
        Files("base").ShouldContainAny(wrapped);

        var certificate = await service.Shredder.Shred("acme", Subject, new("0190a000-0000-7000-8000-000000000002"), "officer-1", "dsar.erasure");
        await using (var owner = NpgsqlDataSource.Create(Database("vault", "postgres")))
        {
            await VaultSchema.Scrub(owner);
        }

        await Run(server.ConnectionString, "CHECKPOINT");
        (await service.ReadShredded(place, value)).ShouldBe(certificate.CertificateId);

        var dumps = new[] { await PostgresTool.Dump(Database("store", "postgres")), await PostgresTool.Dump(Database("vault", "postgres")) };
        foreach (var form in Forms(Canary).Concat(Forms("canary.yellow")).Concat(Forms(Subject)))
        {
            dumps.Count(dump => dump.AsSpan().IndexOf(form) >= 0).ShouldBe(0);
            Files("").ShouldContainNone(form);
        }

        dumps[1].AsSpan().IndexOf(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(wrapped))).ShouldBe(-1);
        Files("base").ShouldContainNone(wrapped);

        // The write-ahead log keeps the wrapped key until its segment is recycled, and its backups until they expire: that is why the certificate has a date.
        // Whoever holds that log and the root key could open it, and nobody could once that root key is replaced and destroyed.
        Files("pg_wal").ShouldContainAny(wrapped);
        var remembered = await VaultFixture.Ask<string>(Database("vault", "postgres"), "SELECT root_key_id || ':' || encode(wrapped, 'hex') || ':' || key_id FROM vault.tenant_keys");
        (await Opens(VaultFixture.FirstRootKey, remembered, wrapped, value.KeyId)).ShouldBeTrue();
        await using (var rotating = await Instance($"{VaultFixture.SecondRootKey}\n{VaultFixture.FirstRootKey}"))
        {
            await rotating.Rotation.RewrapUnderCurrentRoot();
            await rotating.Rotation.RotateTenantKey("acme");
        }

        (await Opens(VaultFixture.SecondRootKey, remembered, wrapped, value.KeyId)).ShouldBeFalse();
    }

    /// <summary>What somebody can do who has these root keys, and a tenant's key and a subject's key out of an old log.</summary>
    private static async Task<bool> Opens(string rootKeys, string tenantKey, byte[] subjectKey, Guid keyId)
    {
        var parts = tenantKey.Split(':');
        var tenantKeyId = Guid.Parse(parts[2]);
        try
        {
            var unwrapped = await RootKeyRing.FromText(rootKeys).Unwrap(new(parts[0], Convert.FromHexString(parts[1])), KeyContext.Tenant("acme", tenantKeyId));
            return Aead.Unwrap(unwrapped, subjectKey, KeyContext.Subject("acme", keyId, tenantKeyId)) is not null;
        }
        catch (RootKeyException)
        {
            return false;
        }
    }

    private static async Task Run(string database, string sql) => await VaultFixture.Ask<object>(database, sql);

    private static IEnumerable<byte[]> Forms(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        yield return bytes;
        yield return Encoding.Unicode.GetBytes(text);
        yield return Encoding.ASCII.GetBytes(Convert.ToHexStringLower(bytes));
        // In base64 a text has three forms, by where it begins; the ends depend on the neighbors and are left out.
        for (var shift = 0; shift < 3; shift++)
        {
            yield return Encoding.ASCII.GetBytes(Convert.ToBase64String([.. new byte[shift], .. bytes])[4..^4]);
        }
    }

    private Task<VaultInstance> Instance(string rootKeys) => Opened(VaultInstance.Over(
        Database("store", "service"), Database("store", "relay"), Database("vault", "vault_service"), rootKeys));

    private static async Task<VaultInstance> Opened(VaultInstance instance)
    {
        await instance.Open();
        return instance;
    }

    private string Database(string database, string role) => role switch
    {
        "postgres" => new NpgsqlConnectionStringBuilder(server!.ConnectionString) { Database = database }.ConnectionString,
        "vault_service" => server!.ConnectionStringFor(database, role, "vault"),
        _ => server!.ConnectionStringFor(database, role, role),
    };

    private FilesOfServer Files(string part) => new(Path.Combine(folder, part.Length == 0 ? "" : Path.Combine("data", part)));

    private sealed record FilesOfServer(string Root)
    {
        public void ShouldContainAny(byte[] bytes) => Where(bytes).ShouldNotBeEmpty();

        public void ShouldContainNone(byte[] bytes) => Where(bytes).ShouldBeEmpty();

        private List<string> Where(byte[] bytes) =>
            [.. Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories).Where(file => File.ReadAllBytes(file).AsSpan().IndexOf(bytes) >= 0)];
    }
}
