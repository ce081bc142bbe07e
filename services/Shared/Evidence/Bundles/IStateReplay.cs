using PrivacyPlatform.EvidenceLog.Entries;

namespace PrivacyPlatform.EvidenceLog.Bundles;

/// <summary>A service's rules, as far as a replay needs them.</summary>
public interface IStateReplay
{
    /// <summary>A fold of this stream's events from its beginning; null for a stream of a kind that the rules do not know.</summary>
    IStreamReplay? Begin(string stream);
}

/// <summary>One stream while its events are folded.</summary>
public interface IStreamReplay
{
    /// <summary>Oldest first.</summary>
    void Apply(EventEntry entry);

    /// <summary>JSON, in any form.</summary>
    string State();
}
