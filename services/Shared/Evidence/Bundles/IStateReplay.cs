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
    /// <returns>False: these rules cannot read the event or go on from it, and the stream's state is not known to them. Not by itself a fault of the bundle: they may be of another version than the service.</returns>
    bool Apply(EventEntry entry);

    /// <summary>JSON, in any form.</summary>
    string State();
}
