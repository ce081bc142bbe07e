namespace PrivacyPlatform.Messaging.Tests;

public sealed class ConfirmWindowTests
{
    [Fact]
    public void It_is_settled_when_it_is_closed_and_every_message_is_answered()
    {
        var window = Published(3);
        window.Ack(101, multiple: false);
        window.Close();
        window.Settled.IsCompleted.ShouldBeFalse();

        window.Ack(103, multiple: true);

        window.Settled.IsCompletedSuccessfully.ShouldBeTrue();
        window.Answered.ShouldBe(3);
        window.Failure.ShouldBeNull();
    }

    [Fact]
    public void A_confirm_of_several_leaves_the_later_ones_open()
    {
        var window = Published(3);
        window.Close();

        window.Ack(102, multiple: true);

        new[] { window.IsConfirmed(0), window.IsConfirmed(1), window.IsConfirmed(2) }.ShouldBe([true, true, false]);
        window.Settled.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public void A_failure_settles_it_at_once_and_keeps_what_was_confirmed()
    {
        var window = Published(2);
        window.Ack(102, multiple: false);

        window.Fail(new IOException("gone"));

        window.Settled.IsCompleted.ShouldBeTrue();
        window.IsConfirmed(0).ShouldBeFalse();
        window.IsConfirmed(1).ShouldBeTrue();
        window.Failure.ShouldBeOfType<IOException>();
    }

    private static ConfirmWindow Published(int messages)
    {
        var window = new ConfirmWindow(firstSequence: 101, messages);
        for (var message = 0; message < messages; message++)
        {
            window.Published();
        }

        return window;
    }
}
