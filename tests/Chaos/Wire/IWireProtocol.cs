namespace PrivacyPlatform.Chaos.Tests.Wire;

/// <summary>Tells a connection's messages apart. One for each connection: a name that the client gave a statement holds for its connection.</summary>
internal interface IWireProtocol
{
    /// <summary>How many bytes the first message has that stands at the beginning; 0 while it is not whole.</summary>
    /// <param name="fromClient">Else the server sent it.</param>
    int FirstLength(ReadOnlySpan<byte> bytes, bool fromClient);

    /// <summary>What a client's message does; empty for one that nobody waits for.</summary>
    string KindOf(ReadOnlySpan<byte> message);

    /// <summary>Whether the server says with it that all it was asked for is done and committed.</summary>
    bool IsDone(ReadOnlySpan<byte> answer);
}
