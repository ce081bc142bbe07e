using System.Text;
using Google.Protobuf.Reflection;

namespace PrivacyPlatform.Messaging;

/// <summary>How queues are called. Part of the contract: users' rights on the broker are written over these names.</summary>
public static class QueueNames
{
    /// <summary><c>consent.consent-captured</c> for the service consent and the message ConsentCaptured.</summary>
    public static string Of(string service, MessageDescriptor message)
    {
        ArgumentNullException.ThrowIfNull(message);
        var name = new StringBuilder(service).Append('.');
        foreach (var (position, letter) in message.Name.Index())
        {
            if (position > 0 && char.IsAsciiLetterUpper(letter))
            {
                name.Append('-');
            }

            name.Append(char.ToLowerInvariant(letter));
        }

        return name.ToString();
    }

    /// <summary>Where a message goes that was refused, with its reason.</summary>
    public static string Error(string queue) => queue + "_error";

    /// <summary>Where a message goes that was delivered too often without an answer.</summary>
    public static string Dead(string queue) => queue + "_dead";
}
