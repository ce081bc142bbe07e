namespace PrivacyPlatform.Feed;

/// <summary>Section <c>Feed</c> of the configuration. All are bounds of one instance.</summary>
public sealed class FeedOptions
{
    /// <summary>Readers at a time; one more is refused with <c>feed.too_many_readers</c>.</summary>
    public int Readers { get; set; } = 64;

    /// <summary>The same of one tenant, so that no tenant takes all the places.</summary>
    public int ReadersOfATenant { get; set; } = 8;

    /// <summary>Events read from the store at once: what a slow reader keeps in memory.</summary>
    public int Page { get; set; } = 500;

    /// <summary>After so long without a message a sign of life is sent.</summary>
    public TimeSpan Quiet { get; set; } = TimeSpan.FromSeconds(10);
}
