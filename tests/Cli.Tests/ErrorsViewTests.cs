using System.Text;
using System.Text.Json;
using PrivacyPlatform.Messaging;

namespace PrivacyPlatform.Cli.Tests;

public sealed class ErrorsViewTests : IDisposable
{
    private static readonly FailedMessage Message = new(
        "consent.consent-captured",
        "consent.consent-captured_error",
        "01957a00-0000-7000-8000-000000000001",
        "opsduty",
        "subject.looks_personal",
        "subject_id",
        "This looks like an address.",
        "2026-03-01T09:00:00.0000000+00:00",
        new Dictionary<string, string>(StringComparer.Ordinal) { ["tenant"] = "opsduty", ["error-code"] = "subject.looks_personal" },
        Encoding.UTF8.GetBytes("""{"subjectId":"ada@example.com"}"""));

    private readonly Terminal terminal = new();

    public void Dispose() => terminal.Dispose();

    [Fact]
    public void Waiting_messages_are_listed_with_their_reasons()
    {
        ErrorsView.List([Message, Message with { MessageId = "", Code = "message.no_id", Field = null }], json: false, terminal.Surroundings()).ShouldBe(0);

        terminal.Out.ShouldContain("subject.looks_personal");
        terminal.Out.ShouldContain("(no id)");
        terminal.Out.ShouldEndWith("2 waiting: 1 subject.looks_personal, 1 message.no_id\n");
        terminal.Out.Split('\n').ShouldAllBe(line => line.Length <= 100);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_a_message_says_is_shown_only_to_who_asks_for_it(bool json)
    {
        ErrorsView.List([Message], json, terminal.Surroundings());
        ErrorsView.Show([Message], body: false, json, terminal.Surroundings());
        terminal.Out.ShouldNotContain("ada@example.com");

        ErrorsView.Show([Message], body: true, json, terminal.Surroundings());
        terminal.Out.ShouldContain("ada@example.com");
    }

    [Fact]
    public void For_programs_each_waiting_message_is_a_line()
    {
        ErrorsView.List([Message, Message], json: true, terminal.Surroundings());

        terminal.Out.TrimEnd().Split('\n').Select(line => JsonDocument.Parse(line).RootElement.GetProperty("code").GetString())
            .ShouldBe(["subject.looks_personal", "subject.looks_personal"]);
    }

    [Fact]
    public void An_empty_queue_says_so()
    {
        ErrorsView.List([], json: false, terminal.Surroundings()).ShouldBe(0);

        terminal.Out.ShouldBe("No message waits.\n");
    }
}
