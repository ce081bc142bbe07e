using PrivacyPlatform.Consent.V1;
using Spectre.Console;

namespace PrivacyPlatform.Demo;

/// <summary>The main job from nothing to proof, told step by step.</summary>
public sealed class Story(RunningSystem system, TimeProvider clock, int people, int seed, TimeSpan stall)
{
    private readonly string run = clock.GetUtcNow().ToString("yyyyMMddHHmmss");
    private readonly Progress progress = new(clock, stall);

    private string Prefix => $"demo-{run}-";

    /// <summary>True when every station counted the same and every answer is what the people said.</summary>
    public async Task<bool> Tell(CancellationToken cancel)
    {
        Step("The purposes and the privacy policy are defined");
        var purposes = await DefineCatalog(cancel);

        Step("A subscriber binds its queue before anything is published");
        await using var subscriber = await Subscriber.Listen(system.ProductTeamBroker, system.Tenant, run, Prefix, cancel);

        var today = new DateTimeOffset(clock.GetUtcNow().Date, TimeSpan.Zero);
        var crowd = Crowd.Make(people, purposes, run, today.AddDays(-90), seed);
        Step($"A product team publishes {crowd.Answers.Count:n0} answers of {people:n0} people about {purposes.Count} purposes: "
            + $"{crowd.Late:n0} late, {crowd.Twice:n0} twice, {crowd.OutOfOrder:n0} pairs out of order");
        var errorsBefore = await system.ErrorCount(cancel);
        var team = new ProductTeam(system.ProductTeamBroker, system.Tenant, Catalog.Notices[0].Notice);
        var stations = new Stations(system.Store, Prefix);
        await PublishAndFollow(team, stations, subscriber, crowd.Deliveries, crowd.Answers.Count, cancel);

        var questions = new Questions(system);
        Step("May I process this? Every person, every purpose, against what the demo itself knows");
        var verdicts = await questions.AskAll(crowd, cancel);
        AnsiConsole.MarkupLineInterpolated($"   {verdicts.Asked:n0} decisions: {verdicts.Permitted:n0} permit, {verdicts.Denied:n0} deny, {verdicts.Wrong:n0} wrong");

        var withdrawals = Withdrawals(crowd);
        Step($"{withdrawals.Count:n0} people withdraw their consent, and the question is asked again");
        await PublishAndFollow(team, stations, subscriber, withdrawals, crowd.Answers.Count + withdrawals.Count, cancel);
        var still = await questions.StillPermitted(withdrawals, cancel);
        AnsiConsole.MarkupLineInterpolated($"   {withdrawals.Count - still:n0} now denied with consent.withdrawn, {still:n0} still permitted");

        Step("One person's history, as of three dates");
        await questions.ShowHistory(crowd, withdrawals[0].Subject, today, cancel);

        Step("Nothing was lost or doubled: the count at every station");
        var counts = await Count(crowd, withdrawals.Count, stations, subscriber, await system.ErrorCount(cancel) - errorsBefore, cancel);
        var agreed = counts.Show();
        var ok = agreed && verdicts.Wrong == 0 && still == 0;
        AnsiConsole.WriteLine(ok ? "demo: ok" : "demo: failed");
        return ok;
    }

    private async Task<IReadOnlyList<string>> DefineCatalog(CancellationToken cancel)
    {
        foreach (var notice in Catalog.Notices)
        {
            await Outages.Retry(token => system.Consent.PublishNoticeAsync(notice, system.Call(token)).ResponseAsync, cancel);
        }

        foreach (var purpose in Catalog.Purposes)
        {
            await Outages.Retry(token => system.Consent.DefinePurposeAsync(purpose, system.Call(token)).ResponseAsync, cancel);
        }

        return [.. Catalog.Purposes.Select(purpose => purpose.PurposeId)];
    }

    private async Task PublishAndFollow(
        ProductTeam team, Stations stations, Subscriber subscriber, IReadOnlyList<PersonAnswer> deliveries, long storedAfter, CancellationToken cancel)
    {
        var began = clock.GetTimestamp();
        await AnsiConsole.Progress().HideCompleted(false).Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn()).StartAsync(async view =>
        {
            var published = view.AddTask("   published", maxValue: deliveries.Count);
            var stored = view.AddTask("   stored", maxValue: storedAfter);
            var received = view.AddTask("   received", maxValue: storedAfter);
            var publishing = team.Publish(deliveries, count => published.Value = count, cancel);
            await progress.Until("stored", storedAfter, async token => (await stations.Stored(token)).Events, count => stored.Value = count, cancel);
            await publishing;
            var announced = await stations.ToAnnounce(cancel);
            received.MaxValue = announced.Count;
            await progress.Until("received", announced.Count, _ => Task.FromResult((long)subscriber.Received.Count), count => received.Value = count, cancel);
        });
        var seconds = clock.GetElapsedTime(began).TotalSeconds;
        AnsiConsole.MarkupLineInterpolated($"   {deliveries.Count:n0} messages, published to received, in {seconds:n1} s ({deliveries.Count / seconds:n0} a second)");
    }

    private List<PersonAnswer> Withdrawals(Crowd crowd)
    {
        var consentPurposes = Catalog.Purposes.Where(purpose => purpose.LegalBasis == LegalBasis.Consent).Select(purpose => purpose.PurposeId).ToHashSet(StringComparer.Ordinal);
        var now = clock.GetUtcNow();
        return [.. crowd.Present
            .Where(answer => answer.Value == Answer.Granted && consentPurposes.Contains(answer.Key.Purpose))
            .OrderBy(answer => answer.Key)
            .Take(Math.Max(1, people / 10))
            .Select(answer => new PersonAnswer(Guid.CreateVersion7(now), answer.Key.Subject, answer.Key.Purpose, Answer.Withdrawn, now))];
    }

    private static async Task<StationCounts> Count(
        Crowd crowd, int withdrawals, Stations stations, Subscriber subscriber, long errors, CancellationToken cancel)
    {
        var (events, commands) = await stations.Stored(cancel);
        var announced = await stations.ToAnnounce(cancel);
        return new StationCounts(
            Delivered: crowd.Deliveries.Count + withdrawals,
            Published: crowd.Answers.Count + withdrawals,
            Stored: events,
            Commands: commands,
            ToAnnounce: announced.Count,
            Pending: await stations.Pending(cancel),
            Received: subscriber.Received.Count,
            Missing: announced.Count(id => !subscriber.Received.Contains(id)),
            Repeated: subscriber.Repeated,
            Errors: errors);
    }

    private static void Step(string text) => AnsiConsole.MarkupLineInterpolated($"[bold]>[/] {text}");
}
