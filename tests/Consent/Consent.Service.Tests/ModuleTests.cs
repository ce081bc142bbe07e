using Google.Protobuf;
using PrivacyPlatform.Consent.Notices;
using PrivacyPlatform.Consent.Purposes;
using PrivacyPlatform.Consent.Service.Notices;
using PrivacyPlatform.Consent.Service.Purposes;
using PrivacyPlatform.Consent.Service.Subjects;
using PrivacyPlatform.Consent.Subjects;
using PrivacyPlatform.Consent.Suppressions;
using PrivacyPlatform.EventStore;
using PrivacyPlatform.PersonalData;
using static PrivacyPlatform.Consent.Notices.NoticeEvent;
using static PrivacyPlatform.Consent.Purposes.PurposeEvent;
using static PrivacyPlatform.Consent.Subjects.SubjectEvent;

namespace PrivacyPlatform.Consent.Service.Tests;

/// <summary>What the modules register: nothing of the domain is forgotten, and the contract's words are the domain's.</summary>
public sealed class ModuleTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);

    private static readonly Evidence Evidence =
        new(new NoticeReference("privacy-policy", "2024-07-22", new string('a', 64)), Channel.Web, "en", "opsduty-web");

    [Fact]
    public void Every_event_has_a_stored_name()
    {
        Mapped(PurposeModule.Events).ShouldBe(EventsOf(typeof(PurposeEvent)), ignoreOrder: true);
        Mapped(NoticeModule.Events).ShouldBe(EventsOf(typeof(NoticeEvent)), ignoreOrder: true);
        Mapped(SubjectModule.Events).ShouldBe(EventsOf(typeof(SubjectEvent)), ignoreOrder: true);
        Mapped(ConsentStreams.Suppressions.Events).ShouldBe(EventsOf(typeof(SuppressionEvent)), ignoreOrder: true);
    }

    [Fact]
    public void Every_stored_name_is_announced_or_says_that_it_is_not() =>
        Announcements.Map
            .MissingFrom([
                .. Names(PurposeModule.Events), .. Names(NoticeModule.Events), .. Names(SubjectModule.Events), .. Names(ConsentStreams.Suppressions.Events), .. Names(ErasureEvent.Types),
            ])
            .ShouldBeEmpty();

    [Fact]
    public void What_is_announced_is_what_the_contract_lists() =>
        Announcements.Map.Messages.Select(message => message.Name).ShouldBe(
            V1.ConsentEventsReflection.Descriptor.MessageTypes.Select(message => message.Name).Where(name => name != "ConsentCaptured"),
            ignoreOrder: true);

    [Fact]
    public void An_event_is_stored_and_read_back_unchanged()
    {
        var words = new SealedStatement("v1", "0190a000-0000-7000-8000-000000000001", "AAAAAAAAAAAAAAAA", "c2VhbGVk", "0EgHTCIJxOHC-qUMQPCmEQ");
        var past = new ConsentGranted("newsletter", At, Evidence, Effect.Past, At.AddDays(1), Answer.Withdrawn, words);

        var (_, _, json) = SubjectModule.Events.Write(past);

        SubjectModule.Events.Read(Stored("subject-s-1", "consent_granted", 2, json)).ShouldBe(past);
        json.ShouldNotContain("answer\":\"granted", Case.Insensitive, "the type says it");
    }

    [Fact]
    public void A_sealed_statement_has_the_vaults_form() => SealedValue.IsForm(typeof(SealedStatement)).ShouldBeTrue();

    [Fact]
    public void An_erasure_is_announced_without_its_reason() =>
        Announced("subject-s-1", SubjectModule.Events, new SubjectErased(new Guid("01957a00-0000-7000-8000-000000000002"), At, "dsar.erasure")).ShouldBe(new V1.SubjectErased
        {
            SubjectId = "s-1",
            OccurredAt = Requests.Time(At),
            RecordedAt = Requests.Time(At.AddHours(1)),
            Version = 4,
        });

    [Fact]
    public void A_suppression_is_not_announced() =>
        Announced("suppression-x", ConsentStreams.Suppressions.Events, new SuppressionEvent.ConsentSuppressed("newsletter", At)).ShouldBeNull();

    [Fact]
    public void A_change_is_announced_under_its_own_name() =>
        Announced("subject-s-1", SubjectModule.Events, new ConsentWithdrawn("newsletter", At, Evidence, Effect.Changed)).ShouldBe(new V1.ConsentWithdrawn
        {
            SubjectId = "s-1",
            PurposeId = "newsletter",
            OccurredAt = Requests.Time(At),
            RecordedAt = Requests.Time(At.AddHours(1)),
            Version = 4,
            Evidence = Requests.Evidence(),
        });

    [Fact]
    public void Grants_and_denials_are_announced_under_theirs()
    {
        Announced("subject-s-1", SubjectModule.Events, new ConsentGranted("newsletter", At, Evidence, Effect.Changed)).ShouldBeOfType<V1.ConsentGranted>();
        Announced("subject-s-1", SubjectModule.Events, new ConsentDenied("newsletter", At, Evidence, Effect.Changed)).ShouldBeOfType<V1.ConsentDenied>();
    }

    [Fact]
    public void An_answer_of_the_past_is_announced_as_such() =>
        Announced("subject-a-b:c", SubjectModule.Events, new ConsentDenied("newsletter", At, Evidence, Effect.Past, At.AddDays(1), Answer.Granted))
            .ShouldBe(new V1.PastAnswerRecorded
            {
                SubjectId = "a-b:c",
                PurposeId = "newsletter",
                Answer = V1.Answer.Denied,
                OccurredAt = Requests.Time(At),
                RecordedAt = Requests.Time(At.AddHours(1)),
                Version = 4,
                Evidence = Requests.Evidence(),
                PresentAnswer = V1.Answer.Granted,
                HeldUntil = Requests.Time(At.AddDays(1)),
            });

    [Fact]
    public void A_confirmation_is_not_announced() =>
        Announced("subject-s-1", SubjectModule.Events, new ConsentGranted("newsletter", At, Evidence, Effect.Confirmed)).ShouldBeNull();

    [Fact]
    public void Purposes_and_notices_are_announced()
    {
        Announced("purpose-newsletter", PurposeModule.Events, new PurposeDefined("newsletter", LegalBasis.Consent, ["contact"], ProcessingRole.Controller, "News"))
            .ShouldBe(new V1.PurposeDefined
            {
                PurposeId = "newsletter",
                LegalBasis = V1.LegalBasis.Consent,
                DataCategories = { "contact" },
                Role = V1.ProcessingRole.Controller,
                OccurredAt = Requests.Time(At),
                RecordedAt = Requests.Time(At.AddHours(1)),
                Version = 4,
            });
        Announced("notice-terms", NoticeModule.Events, new NoticePublished("terms", "1", new string('a', 64), "en", "https://example.com", true, null, At))
            .ShouldBeOfType<V1.NoticePublished>().Material.ShouldBeTrue();
    }

    [Fact]
    public void Enums_have_the_contracts_numbers()
    {
        Numbers<Answer>().ShouldBe(Numbers<V1.Answer>());
        Numbers<Channel>().ShouldBe(Numbers<V1.Channel>());
        Numbers<LegalBasis>().ShouldBe(Numbers<V1.LegalBasis>());
        Numbers<ProcessingRole>().ShouldBe(Numbers<V1.ProcessingRole>());
        Numbers<Effect>().ShouldBe(Numbers<V1.Effect>());
    }

    private static IMessage? Announced<TEvent>(string stream, EventTypes<TEvent> events, TEvent @event)
    {
        var (name, version, json) = events.Write(@event);
        return Announcements.Map.Of(Stored(stream, name, version, json));
    }

    private static RecordedEvent Stored(string stream, string type, int schemaVersion, string json) => new(
        1, new Guid("01957a00-0000-7000-8000-000000000001"), "opsduty", stream, 4, type, schemaVersion, json, At, At.AddHours(1), "tests", null, null, null);

    private static IEnumerable<string> EventsOf(Type root) => root.GetNestedTypes().Where(type => root.IsAssignableFrom(type) && !type.IsAbstract).Select(type => type.Name);

    private static IEnumerable<string> Mapped<TEvent>(EventTypes<TEvent> events) => events.Mapped.Values.Select(type => type.Name);

    private static IEnumerable<string> Names<TEvent>(EventTypes<TEvent> events) => events.Mapped.Keys.Select(key => key.Name);

    private static IEnumerable<(string, int)> Numbers<T>()
        where T : struct, Enum => Enum.GetValues<T>().Select(value => (value.ToString(), Convert.ToInt32(value))).Where(value => value.Item2 != 0);
}
