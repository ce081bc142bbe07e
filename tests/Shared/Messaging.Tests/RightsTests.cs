using PrivacyPlatform.Testing.RabbitMq;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace PrivacyPlatform.Messaging.Tests;

/// <summary>The rights that the README tells operators to give are enough, and no more than that.</summary>
public sealed class RightsTests : IAsyncLifetime
{
    private TestBroker broker = null!;

    public async ValueTask InitializeAsync() => broker = await TestBroker.Create();

    public ValueTask DisposeAsync() => broker.DisposeAsync();

    [Fact]
    public async Task With_the_rights_of_the_readme_a_service_consumes_and_refuses_a_product_team_publishes_and_an_operator_sends_again()
    {
        await using var service = await TrialService.Start(await User("service `consent`"), new Decisions());
        await using var producer = await ForeignProducer.Connect(broker, await User("product team `opsduty`"));
        var errors = new ErrorQueues(await User("operator (`privacy errors`)"));

        await producer.Publish("""{"subjectId":"s-1"}""");
        (await service.Decisions.Next()).Message.SubjectId.ShouldBe("s-1");

        await producer.Publish("{");
        while (await errors.Resend(TrialService.Queue, messageId: null, CancellationToken.None) == 0)
        {
            // The message is on its way to the error queue; the bound is the test runner's.
        }
    }

    [Theory]
    [InlineData("privacyplatform.trial.v1.SampleRecorded")]
    [InlineData("trial.sample-captured")]
    [InlineData("")]
    public async Task A_product_team_can_publish_nowhere_but_to_its_own_message(string exchange)
    {
        await using var service = await TrialService.Start(broker.Administrator, new Decisions());
        await using (var connection = await broker.Connect())
        await using (var channel = await connection.CreateChannelAsync())
        {
            await channel.ExchangeDeclareAsync("privacyplatform.trial.v1.SampleRecorded", ExchangeType.Fanout, durable: true);
        }

        await using var producer = await ForeignProducer.Connect(broker, await User("product team `opsduty`"));

        (await Should.ThrowAsync<AlreadyClosedException>(() => producer.Publish("{}", exchange: exchange))).Message.ShouldContain("ACCESS_REFUSED");
    }

    /// <summary>Reads the expressions from the README, with this test's service and messages in place of the example's.</summary>
    private async Task<Uri> User(string who)
    {
        var row = (await File.ReadAllLinesAsync(Path.Combine(AppContext.BaseDirectory, "README.md"))).Single(line => line.StartsWith($"| {who}", StringComparison.Ordinal));
        var cells = row.Replace("\\|", "\u0001", StringComparison.Ordinal).Split('|', StringSplitOptions.TrimEntries)[2..5]
            .Select(cell => cell.Trim('`').Replace('\u0001', '|'))
            .Select(cell => cell.Replace("consent", "trial", StringComparison.Ordinal).Replace("ConsentCaptured", "SampleCaptured", StringComparison.Ordinal))
            .ToArray();
        var rights = cells.Select(cell => cell == "the same" ? cells[0] : cell).ToArray();
        return await broker.User(new string([.. who.Where(char.IsAsciiLetter)]), rights[0], rights[1], rights[2]);
    }
}
