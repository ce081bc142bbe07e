using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using PrivacyPlatform.Consent.Service.Subjects;
using PrivacyPlatform.EventStore;
using PrivacyPlatform.PersonalData;

namespace PrivacyPlatform.Consent.Service.Tests.Subjects;

public sealed class EraseSubjectTests(ConsentApp app)
{
    private const string First = "01957a00-0000-7000-8000-0000000000e1";
    private const string Second = "01957a00-0000-7000-8000-0000000000e2";

    [Fact]
    public async Task Nothing_that_the_person_answered_counts_and_nothing_they_wrote_can_be_read()
    {
        var tenant = await app.Tenant();
        await tenant.Grant("s-1", statement: "My name is Gulfjær.");
        app.Clock.Advance(TimeSpan.FromMinutes(1));

        var erased = await tenant.Erase("s-1", First);

        erased.Result.ShouldBe(new V1.CommandResult { Recorded = true, Version = 2 });
        erased.Certificate.ErasureId.ShouldBe(First);
        erased.Certificate.Keys.ShouldHaveSingleItem().Generation.ShouldBe(1);
        (erased.Certificate.By, erased.Certificate.Reason).ShouldBe(("test-officer", "dsar.erasure"));
        (await tenant.Authorize("s-1")).Reason.ShouldBe("consent.not_asked");
        (await tenant.GetSubject("s-1")).Answers.ShouldBeEmpty();
        var history = await tenant.ReadHistory("s-1");
        history.Select(told => told.Type).ShouldBe(["consent_granted", "subject_erased"]);
        history[0].Statement.ShouldBe(new V1.Statement { ShreddedCertificateId = erased.Certificate.CertificateId });
        history[1].ErasureId.ShouldBe(First);
        (await app.Get<ReadModelReader>().Query(tenant.Name, "SELECT 1 FROM read.answers", _ => 1, [])).ShouldBeEmpty();
    }

    [Fact]
    public async Task Asking_again_finishes_what_was_begun_and_begins_nothing_new()
    {
        var tenant = await app.Tenant();
        await tenant.Grant("s-1", statement: "x");
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        var first = await tenant.Erase("s-1", First);
        app.Clock.Advance(TimeSpan.FromMinutes(1));

        (await tenant.Erase("s-1", First)).ShouldBe(first.Clone().With(recorded: false));
        (await tenant.Erase("s-1", Second, "retention.expired")).ShouldBe(first.Clone().With(recorded: false));

        (await tenant.Certificates("s-1")).ShouldBe([first.Certificate]);
    }

    [Fact]
    public async Task An_erasure_that_was_cut_short_before_the_keys_were_destroyed_is_finished_by_the_next_call()
    {
        var tenant = await CutShort();

        (await tenant.Erase("s-1", Second)).Certificate.ErasureId.ShouldBe(First);

        (await tenant.ReadHistory("s-1"))[0].Statement.OutcomeCase.ShouldBe(V1.Statement.OutcomeOneofCase.ShreddedCertificateId);
    }

    [Fact]
    public async Task An_erasure_that_was_cut_short_is_finished_by_a_service_that_starts()
    {
        var tenant = await CutShort();

        using (var starting = ActivatorUtilities.CreateInstance<UnfinishedErasures>(app.Get<IServiceProvider>()))
        {
            await starting.StartAsync(CancellationToken.None);
            using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            using var interval = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
            while ((await tenant.Certificates("s-1")).Count == 0)
            {
                await interval.WaitForNextTickAsync(bound.Token);
            }

            await starting.StopAsync(CancellationToken.None);
        }

        var certificate = (await tenant.Certificates("s-1")).ShouldHaveSingleItem();
        (certificate.ErasureId, certificate.By, certificate.Reason).ShouldBe((First, "test-officer", "dsar.erasure"));
        (await tenant.ReadHistory("s-1"))[0].Statement.OutcomeCase.ShouldBe(V1.Statement.OutcomeOneofCase.ShreddedCertificateId);
        (await tenant.Erase("s-1")).Certificate.ShouldBe(certificate);
    }

    /// <summary>Somebody whose erasure was decided, and then the process was killed.</summary>
    private async Task<TestTenant> CutShort()
    {
        var tenant = await app.Tenant();
        await tenant.Grant("s-1", statement: "x");
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        var command = new PrivacyPlatform.Consent.Subjects.EraseSubject
        {
            SubjectId = "s-1", RecordedAt = app.Clock.GetUtcNow(), ErasureId = Guid.Parse(First), Reason = "dsar.erasure",
        };
        await app.Get<CommandExecutor>().Execute(
            ConsentStreams.Subjects,
            "s-1",
            command,
            new() { CommandId = Guid.Parse(First), Tenant = tenant.Name, Actor = "test-officer", OccurredAt = command.RecordedAt, RecordedAt = command.RecordedAt });
        (await tenant.ReadHistory("s-1"))[0].Statement.Text.ShouldBe("x");
        (await tenant.Certificates("s-1")).ShouldBeEmpty();
        return tenant;
    }

    [Fact]
    public async Task Who_comes_back_gets_a_new_key_and_can_be_erased_again()
    {
        var tenant = await app.Tenant();
        await tenant.Grant("s-1", statement: "before");
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        var first = await tenant.Erase("s-1", First);
        app.Clock.Advance(TimeSpan.FromMinutes(1));

        (await tenant.Grant("s-1", statement: "after")).Recorded.ShouldBeTrue();

        (await tenant.Authorize("s-1")).Reason.ShouldBe("consent.granted");
        var history = await tenant.ReadHistory("s-1");
        history[0].Statement.ShreddedCertificateId.ShouldBe(first.Certificate.CertificateId);
        history[2].Statement.Text.ShouldBe("after");
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        var second = await tenant.Erase("s-1", Second);
        second.Certificate.Keys.ShouldHaveSingleItem().Generation.ShouldBe(2);
        (await tenant.ReadHistory("s-1"))[2].Statement.ShreddedCertificateId.ShouldBe(second.Certificate.CertificateId);
        (await tenant.Certificates("s-1")).ShouldBe([first.Certificate, second.Certificate]);
    }

    [Fact]
    public async Task What_was_answered_before_the_erasure_and_arrives_late_is_refused()
    {
        var tenant = await app.Tenant();
        var before = app.Clock.GetUtcNow();
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await tenant.Erase("s-1");

        await tenant.Grant("s-1", before).ShouldBeRefused(StatusCode.FailedPrecondition, "consent.given_before_erasure", "occurred_at");
        await tenant.Deny("s-1", before).ShouldBeRefused(StatusCode.FailedPrecondition, "consent.given_before_erasure", "occurred_at");
    }

    [Fact]
    public async Task Only_an_officer_erases()
    {
        var tenant = await app.Tenant();
        foreach (var role in new[] { "emitter", "reader", "operator", "reviewer" })
        {
            (await Should.ThrowAsync<RpcException>(() => app.Client.EraseAsync(new() { SubjectId = "s-1", Reason = "dsar.erasure" }, tenant.As(role)).ResponseAsync))
                .StatusCode.ShouldBe(StatusCode.PermissionDenied);
        }
    }

    [Theory]
    [InlineData("anna@example.com", "dsar.erasure", "subject.looks_personal", "subject_id")]
    [InlineData("s-1", "because Anna asked", "erasure.reason_malformed", "reason")]
    public async Task What_is_wrong_is_refused_and_erases_nobody(string subject, string reason, string code, string field)
    {
        var tenant = await app.Tenant();
        await tenant.Grant("s-1", statement: "x");

        await tenant.Erase(subject, reason: reason).ShouldBeRefused(StatusCode.InvalidArgument, code, field);

        (await tenant.ReadHistory("s-1")).ShouldHaveSingleItem().Statement.Text.ShouldBe("x");
    }

    [Fact]
    public async Task Nobody_is_erased_in_another_tenant()
    {
        var (tenant, other) = (await app.Tenant(), await app.Tenant());
        await tenant.Grant("s-1", statement: "x");

        (await other.Erase("s-1")).Certificate.Keys.ShouldBeEmpty();

        (await tenant.ReadHistory("s-1")).ShouldHaveSingleItem().Statement.Text.ShouldBe("x");
        (await tenant.Certificates("s-1")).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_vault_keeps_its_own_record_of_it()
    {
        var tenant = await app.Tenant();
        await tenant.Erase("s-1", First);

        var entry = (await app.Get<IErasureJournal>().Read(tenant.Name)).ShouldHaveSingleItem();

        entry.Order.ErasureId.ShouldBe(Guid.Parse(First));
        entry.Certificate.ShouldNotBeNull().IsIntact().ShouldBeTrue();
    }
}

internal static class Erasures
{
    public static V1.EraseResponse With(this V1.EraseResponse response, bool recorded)
    {
        response.Result.Recorded = recorded;
        return response;
    }
}
