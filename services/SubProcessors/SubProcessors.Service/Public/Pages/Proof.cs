using PrivacyPlatform.SubProcessors.Service.Public.Html;

namespace PrivacyPlatform.SubProcessors.Service.Public.Pages;

/// <summary>What a reader can keep, to notice later if the past was changed.</summary>
internal static class Proof
{
    public static Markup Of(RegisterView view) => Markup.Of(
        $"""
        <section class="panel" aria-labelledby="proof-title">
        <h2 id="proof-title">Checkpoint</h2>
        {Shown(view)}
        <p class="hint">A <a href="{view.Address.Checkpoint}">signed checkpoint</a> commits to everything recorded so far, in its order. Whoever keeps one can have an export checked against it later, without trusting us: <code>./privacy evidence verify</code>.</p>
        </section>

        """);

    private static Markup Shown(RegisterView view) => view.Checkpoint is { } checkpoint
        ? Markup.Of($"""<p>{checkpoint.Size} events, root hash <code id="root-hash">{checkpoint.RootHash}</code></p>""")
        : view.Moment.IsNow ? Markup.Of($"<p>Nothing is sealed yet.</p>")
        : Markup.None;
}
