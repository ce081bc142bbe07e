using System.Text;
using System.Text.Json.Nodes;
using Google.Protobuf;
using PrivacyPlatform.Consent.Service.Tests.Tenants;
using PrivacyPlatform.Messaging;
using PrivacyPlatform.Testing;
using PrivacyPlatform.Testing.RabbitMq;
using RabbitMQ.Client.Events;

namespace PrivacyPlatform.Consent.Service.Tests.Subjects;

/// <summary>The golden messages, over the real broker, into the real store, and out again as announcements.</summary>
[Collection(ErrorQueueReaders.Name)]
public sealed class ConsentCapturedConsumerTests(ConsentApp app)
{
    [Fact]
    public async Task The_golden_messages_make_a_history_and_are_announced()
    {
        var tenant = await Seeded();
        await using var announced = await Announced();
        await using var team = await ProductTeam.Connect(app.Broker);
        var subject = $"ops-{tenant.Name}";

        await team.Publish(tenant.Name, Guid.Parse("0199aaaa-0000-7000-8000-000000000011"), Example("ConsentCaptured", subject));
        var granted = await Next(announced, subject);
        await team.Publish(tenant.Name, Guid.Parse("0199aaaa-0000-7000-8000-000000000012"), Example("ConsentCaptured.withdrawn", subject));
        var withdrawn = await Next(announced, subject);

        granted.Exchange.ShouldBe("privacyplatform.consent.v1.ConsentGranted");
        withdrawn.Exchange.ShouldBe("privacyplatform.consent.v1.ConsentWithdrawn");
        ShouldBeLike(granted, "ConsentGranted", subject);
        ShouldBeLike(withdrawn, "ConsentWithdrawn", subject);

        var history = await tenant.ReadHistory(subject);
        history.Select(told => told.Event.EventId).ShouldBe([granted.BasicProperties.MessageId, withdrawn.BasicProperties.MessageId]);
        history.ShouldAllBe(told => told.Actor == $"bus:{TestBroker.UserOf(app.Broker.Administrator)}" && told.CorrelationId == "signup-7");
        (await tenant.Authorize(subject, "provide-information")).Reason.ShouldBe("consent.withdrawn");
    }

    [Fact]
    public async Task Late_and_repeated_messages_are_what_they_are()
    {
        var tenant = await Seeded();
        await using var announced = await Announced();
        await using var team = await ProductTeam.Connect(app.Broker);
        var subject = $"ops-{tenant.Name}";
        var id = Guid.Parse("0199aaaa-0000-7000-8000-000000000021");

        await team.Publish(tenant.Name, id, Example("ConsentCaptured.withdrawn", subject));
        await Next(announced, subject);
        await team.Publish(tenant.Name, id, Example("ConsentCaptured.withdrawn", subject));
        await team.Publish(tenant.Name, Guid.Parse("0199aaaa-0000-7000-8000-000000000022"), Example("ConsentCaptured", subject));
        var late = await Next(announced, subject);

        late.Exchange.ShouldBe("privacyplatform.consent.v1.PastAnswerRecorded");
        var past = JsonParser.Default.Parse<V1.PastAnswerRecorded>(Encoding.UTF8.GetString(late.Body.Span));
        (past.Answer, past.PresentAnswer, past.Version).ShouldBe((V1.Answer.Granted, V1.Answer.Withdrawn, 2L));
        (await tenant.Authorize(subject, "provide-information")).Reason.ShouldBe("consent.withdrawn");
    }

    [Theory]
    [InlineData("subject.looks_personal", "subject_id", "subjectId", "anna@example.com")]
    [InlineData("subject.malformed", "subject_id", "subjectId", null)]
    [InlineData("consent.purpose_unknown", "purpose_id", "purposeId", "astrology")]
    [InlineData("purpose.id_malformed", "purpose_id", "purposeId", null)]
    [InlineData("consent.answer_required", "answer", "answer", null)]
    [InlineData("consent.answer_required", "answer", "answer", "ANSWER_NOT_ASKED")]
    [InlineData("consent.occurred_at_required", "occurred_at", "occurredAt", null)]
    [InlineData("consent.occurred_in_future", "occurred_at", "occurredAt", "2999-01-01T00:00:00Z")]
    [InlineData("consent.notice_required", "evidence.notice", "evidence", null)]
    public async Task A_message_that_is_refused_waits_in_the_error_queue_with_its_reason(string code, string field, string member, string? value)
    {
        var tenant = await Seeded();
        await using var errors = await Deliveries.Of(app.Broker, "consent.consent-captured_error");
        await using var team = await ProductTeam.Connect(app.Broker);
        var body = JsonNode.Parse(Example("ConsentCaptured", $"ops-{tenant.Name}"))!.AsObject();
        body.Remove(member);
        if (value is not null)
        {
            body[member] = value;
        }

        await team.Publish(tenant.Name, Guid.CreateVersion7(app.Clock.Advance(TimeSpan.FromSeconds(1))), body.ToJsonString());

        var failed = await errors.Next();
        Header(failed, "error-code").ShouldBe(code);
        Header(failed, "error-field").ShouldBe(field);
        Header(failed, "error-message").ShouldNotBeNull().ShouldNotContain("anna");
        (await tenant.GetSubject($"ops-{tenant.Name}")).Version.ShouldBe(0);
    }

    [Fact]
    public async Task What_a_producer_sends_beside_the_contract_is_stored_nowhere()
    {
        var tenant = await Seeded();
        await using var announced = await Announced();
        await using var team = await ProductTeam.Connect(app.Broker);
        var subject = $"ops-{tenant.Name}";
        var body = JsonNode.Parse(Example("ConsentCaptured", subject))!.AsObject();
        body["statement"] = "Gulfjær, canary.yellow@example.org";
        body["evidence"]!["note"] = "Gulfjær, canary.yellow@example.org";

        await team.Publish(tenant.Name, Guid.Parse("0199aaaa-0000-7000-8000-000000000031"), body.ToJsonString(), correlation: "Gulfjær canary.yellow@example.org");

        Encoding.UTF8.GetString((await Next(announced, subject)).Body.Span).ShouldNotContain("canary");
        var told = (await tenant.ReadHistory(subject)).ShouldHaveSingleItem();
        told.ToString().ShouldNotContain("canary");
        told.CorrelationId.ShouldBeEmpty();
    }

    [Fact]
    public async Task Erasing_a_person_takes_what_waits_about_them_out_of_the_error_queue_and_leaves_the_rest()
    {
        var (tenant, other) = (await Seeded(), await Seeded());
        await using var team = await ProductTeam.Connect(app.Broker);
        var queues = new ErrorQueues(app.Broker.Administrator);
        var about = JsonNode.Parse(Example("ConsentCaptured", $"ops-{tenant.Name}"))!.AsObject();
        about["evidence"]!["producer"] = "Gulfjær, canary.yellow@example.org";
        await team.Publish(tenant.Name, Guid.Parse("0199aaaa-0000-7000-8000-000000000041"), about.ToJsonString());
        await team.Publish(other.Name, Guid.Parse("0199aaaa-0000-7000-8000-000000000042"), about.ToJsonString());
        await ShownOnceThereAre(queues, 2);

        var erased = await tenant.Erase($"ops-{tenant.Name}");

        erased.DiscardedMessages.ShouldBe(1);
        (await ShownOnceThereAre(queues, 1)).ShouldAllBe(message => message.Tenant == other.Name);
        (await other.Erase($"ops-{tenant.Name}")).DiscardedMessages.ShouldBe(1);

        async Task<IReadOnlyList<FailedMessage>> ShownOnceThereAre(ErrorQueues queues, int count)
        {
            using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            using var interval = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
            while (true)
            {
                // Other tests' messages come and go in the same queue.
                var shown = (await queues.Show("consent.consent-captured", messageId: null, bound.Token))
                    .Where(message => message.SubjectId == $"ops-{tenant.Name}").ToList();
                if (shown.Count == count)
                {
                    return shown;
                }

                await interval.WaitForNextTickAsync(bound.Token);
            }
        }
    }

    private static async Task<BasicDeliverEventArgs> Next(Deliveries announced, string subject)
    {
        while (true)
        {
            // Other tests' people are announced, too.
            var delivery = await announced.Next();
            if (Encoding.UTF8.GetString(delivery.Body.Span).Contains(subject, StringComparison.Ordinal))
            {
                return delivery;
            }
        }
    }

    private static void ShouldBeLike(BasicDeliverEventArgs delivery, string example, string subject)
    {
        var arrived = JsonNode.Parse(Encoding.UTF8.GetString(delivery.Body.Span))!.AsObject();
        var golden = JsonNode.Parse(Example(example, subject))!.AsObject();
        arrived.Remove("recordedAt").ShouldBeTrue();
        golden.Remove("recordedAt");
        JsonNode.DeepEquals(arrived, golden).ShouldBeTrue(arrived.ToJsonString());
        delivery.BasicProperties.Type.ShouldBe($"privacyplatform.consent.v1.{example}");
    }

    private static string Example(string name, string subject)
    {
        var body = JsonNode.Parse(Repository.Read("contracts", "examples", $"privacyplatform.consent.v1.{name}.json"))!;
        body["subjectId"] = subject;
        return body.ToJsonString();
    }

    private static string? Header(BasicDeliverEventArgs delivery, string name) =>
        delivery.BasicProperties.Headers?[name] is byte[] text ? Encoding.UTF8.GetString(text) : null;

    private Task<Deliveries> Announced() => Deliveries.OfExchange(
        app.Broker,
        [.. V1.ConsentEventsReflection.Descriptor.MessageTypes.Where(message => message.Name != "ConsentCaptured").Select(message => message.FullName)]);

    private async Task<TestTenant> Seeded()
    {
        var tenant = app.NewTenant();
        foreach (var purpose in Seeds.Purposes)
        {
            await app.Client.DefinePurposeAsync(purpose, tenant.As("operator"));
        }

        foreach (var notice in Seeds.Notices)
        {
            await app.Client.PublishNoticeAsync(notice, tenant.As("operator"));
        }

        return tenant;
    }
}
