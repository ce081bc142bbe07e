namespace PrivacyPlatform.SubProcessors.Service.Public.Wire;

/// <summary>What stands before an edition's lines and after them.</summary>
internal sealed record Frame(BodyPart Before, BodyPart After)
{
    /// <summary>For one answer.</summary>
    public static Frame Once(byte[] before, byte[] after) => new(new TextPart(before), new TextPart(after));

    /// <summary>For many answers.</summary>
    public static Frame Kept(byte[] before, byte[] after) => new(CompressedPart.Kept(before), CompressedPart.Kept(after));
}
