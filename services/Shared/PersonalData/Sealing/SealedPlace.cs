using System.Buffers.Text;
using System.Security.Cryptography;
using PrivacyPlatform.EventStore;

namespace PrivacyPlatform.PersonalData;

/// <summary>The one place where a sealed value is valid. Authenticated with the value: anywhere else it opens to an error.</summary>
/// <param name="Stream">The stream's id: <c>request-4711</c>.</param>
/// <param name="EventId">The event that carries the value.</param>
/// <param name="Field">Where in the event's payload, as a JSON Pointer (RFC 6901): <c>/contact/address</c>.</param>
public sealed record SealedPlace(string Tenant, string Stream, Guid EventId, string Field)
{
    /// <summary>A place in an event that is still to be decided: its id follows from the command, so that the edge knows it beforehand.</summary>
    /// <param name="ordinal">Which of the command's events carries the value; 0 for the first. Must not depend on the state.</param>
    public static SealedPlace InEventOf(CommandEnvelope envelope, string stream, string field, int ordinal = 0)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        return new(envelope.Tenant, stream, PrivacyPlatform.EventStore.EventId.Of(envelope.Tenant, envelope.CommandId, ordinal), field);
    }

    /// <summary>A place in an event that was recorded.</summary>
    public static SealedPlace In(RecordedEvent recorded, string field)
    {
        ArgumentNullException.ThrowIfNull(recorded);
        return new(recorded.Tenant, recorded.Stream, recorded.Id, field);
    }

    /// <summary>Tells without any key whether a value was sealed for this place. Says nothing that does not stand beside it in clear.</summary>
    internal string Mark(Guid keyId) => Base64Url.EncodeToString(SHA256.HashData(AssociatedData(keyId)).AsSpan(0, 16));

    internal byte[] AssociatedData(Guid keyId) =>
        new LengthPrefixed().Add("privacyplatform.sealed.v1").Add(Tenant).Add(Stream).Add(EventId).Add(Field).Add(keyId).ToArray();
}
