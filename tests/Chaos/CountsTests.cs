namespace PrivacyPlatform.Chaos.Tests;

/// <summary>The matrix can fail: whatever is missing or there twice is counted.</summary>
public sealed class CountsTests
{
    private static readonly Guid Command = Guid.Parse("0199aaaa-0000-7000-8000-000000000001");
    private static readonly StoredEvent Stored = new(Command, Guid.Parse("0199bbbb-0000-7000-8000-000000000001"), Announced: true, Leaves: 1);
    private static readonly string Effect = Stored.EventId.ToString();

    [Fact]
    public void What_was_acknowledged_stored_sealed_and_received_once_is_in_order() =>
        Counts.Of([Command], [Stored], [Effect]).ShouldBe(new Counts(1, 1, 1, 1, 1, Lost: 0, Doubled: 0));

    [Fact]
    public void An_acknowledged_command_without_an_event_is_lost() => Counts.Of([Command], [], []).Lost.ShouldBe(1);

    [Fact]
    public void An_event_that_nobody_received_is_lost() => Counts.Of([Command], [Stored], []).Lost.ShouldBe(1);

    [Fact]
    public void An_event_that_is_in_no_tree_is_lost() => Counts.Of([Command], [Stored with { Leaves = 0 }], [Effect]).Lost.ShouldBe(1);

    [Fact]
    public void A_second_event_of_a_command_is_doubled()
    {
        var second = Stored with { EventId = Guid.Parse("0199bbbb-0000-7000-8000-000000000002") };
        Counts.Of([Command], [Stored, second], [Effect, second.EventId.ToString()]).Doubled.ShouldBe(1);
    }

    [Fact]
    public void An_effect_without_an_event_of_its_own_is_doubled() =>
        Counts.Of([Command], [Stored], [Effect, "0199bbbb-0000-7000-8000-000000000003"]).Doubled.ShouldBe(1);

    [Fact]
    public void A_second_leaf_of_an_event_is_doubled() => Counts.Of([Command], [Stored with { Leaves = 2 }], [Effect]).Doubled.ShouldBe(1);
}
