namespace PrivacyPlatform.EventStore;

/// <summary>
/// A view over all streams of a service, built behind the appends from the feed: each event once, in order within a stream. Its progress is
/// written in the transaction that writes the view, so that neither is ever ahead of the other.
/// </summary>
public interface IProjection
{
    /// <summary>As registered in <c>platform.projected_table</c>; never another projection's.</summary>
    string Name { get; }

    /// <summary>From 1 on. Raised whenever the same events would give another view: then it is built anew beside the old one, and takes its place.</summary>
    int Version { get; }

    /// <summary>
    /// Adds the writes for these events. They may be cut into pages in any way, and a page may be tried again, so it must do nothing but add writes,
    /// and what they come to must not depend on the pages.
    /// </summary>
    /// <param name="events">Of one tenant, whose rows alone can be seen and written. Every event of the store comes, known or not.</param>
    /// <exception cref="UnknownEventException">The projection stops here, visibly, until code comes that knows the event.</exception>
    void Project(ProjectionWrites writes, string tenant, IReadOnlyList<PositionedEvent> events);
}
