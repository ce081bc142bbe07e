using Npgsql;
using PrivacyPlatform.Testing.Postgres;

namespace PrivacyPlatform.EventStore.Tests;

public sealed class MigrationTests : IAsyncLifetime
{
    private TestDatabase? database;

    private TestDatabase Database => database!;

    public async ValueTask InitializeAsync() => database = await TestDatabase.Create();

    public ValueTask DisposeAsync() => Database.DisposeAsync();

    [Fact]
    public async Task Migrating_again_changes_nothing()
    {
        await Migrate(StoreFixture.ReadModel);
        var first = await Rows("SELECT name || sha256 || applied_at FROM platform.migrations ORDER BY name");

        await Migrate(StoreFixture.ReadModel);

        first.ShouldNotBeEmpty();
        (await Rows("SELECT name || sha256 || applied_at FROM platform.migrations ORDER BY name")).ShouldBe(first);
    }

    [Fact]
    public async Task Four_migrations_at_once_are_one()
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Migrate(StoreFixture.ReadModel))));

        (await Rows("SELECT name FROM platform.migrations ORDER BY name")).ShouldBe(
            ["0001-tally.sql", .. MigrationScript.EmbeddedIn(typeof(StoreSchema).Assembly)
                .Where(script => char.IsAsciiDigit(script.Name[0])).Select(script => $"event-store/{script.Name}")]);
    }

    [Fact]
    public async Task A_script_that_fails_leaves_nothing_behind()
    {
        await Should.ThrowAsync<PostgresException>(() => Migrate(StoreFixture.ReadModel, new MigrationScript("0002-wrong.sql", "CREATE TABLE read.half (id int); SELECT 1/0")));

        (await Rows("SELECT nspname FROM pg_namespace WHERE nspname IN ('events', 'platform', 'read')")).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_applied_script_that_changed_is_refused()
    {
        await Migrate(StoreFixture.ReadModel);

        var refused = await Should.ThrowAsync<InvalidOperationException>(() => Migrate(StoreFixture.ReadModel with { Sql = "SELECT 1" }));
        refused.Message.ShouldContain("0001-tally.sql");
    }

    [Fact]
    public async Task A_later_script_can_be_added_and_its_tables_are_granted()
    {
        await Migrate(StoreFixture.ReadModel);
        await Migrate(StoreFixture.ReadModel, new MigrationScript("0002-more.sql", "CREATE TABLE read.more (id int); CREATE TABLE read.most (id serial)"));

        await using var service = NpgsqlDataSource.Create(Database.Service);
        await using var command = service.CreateCommand("INSERT INTO read.more VALUES (1); INSERT INTO read.most DEFAULT VALUES; DELETE FROM read.more");
        await command.ExecuteNonQueryAsync();
    }

    [Fact]
    public async Task A_new_password_takes_the_place_of_the_old_one()
    {
        await Migrate();
        var roles = StoreRoles.Of(Database.Service, Database.Relay) with { ServicePassword = "it's \\ a \"new\" one; $1" };
        await using var owner = NpgsqlDataSource.Create(Database.Owner);
        await StoreSchema.Migrate(owner, roles, []);

        await Login(new(Database.Service) { Password = roles.ServicePassword, Pooling = false });
        var refused = await Should.ThrowAsync<PostgresException>(() => Login(new(Database.Service) { Pooling = false }));
        refused.SqlState.ShouldBe(PostgresErrorCodes.InvalidPassword);
    }

    [Fact]
    public async Task A_role_that_gets_round_row_level_security_is_refused()
    {
        var role = new NpgsqlConnectionStringBuilder(Database.Service).Username;
        await PostgresServer.Run($"CREATE ROLE {role} BYPASSRLS");

        (await Should.ThrowAsync<InvalidOperationException>(() => Migrate())).Message.ShouldContain("row level security");
    }

    private static async Task Login(NpgsqlConnectionStringBuilder connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString.ConnectionString);
        await connection.OpenAsync();
    }

    private async Task Migrate(params MigrationScript[] scripts)
    {
        await using var owner = NpgsqlDataSource.Create(Database.Owner);
        await StoreSchema.Migrate(owner, StoreRoles.Of(Database.Service, Database.Relay), scripts);
    }

    private async Task<IReadOnlyList<string>> Rows(string sql)
    {
        await using var admin = NpgsqlDataSource.Create(Database.Admin);
        await using var command = admin.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
        {
            rows.Add(reader.GetString(0));
        }

        return rows;
    }
}
