using System.Text;

namespace PrivacyPlatform.Chaos.Tests.Wire;

/// <summary>One whole message that a client sends to its server.</summary>
/// <param name="Kind">What it does, in words that <see cref="Tripwire"/> compares: for PostgreSQL the statement that it binds, for RabbitMQ the method.</param>
/// <param name="Bytes">As it travels.</param>
internal readonly record struct WireMessage(string Kind, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>Whether this text travels in it, as text parameters and names do.</summary>
    public bool Carries(string text) => Bytes.Span.IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;
}
