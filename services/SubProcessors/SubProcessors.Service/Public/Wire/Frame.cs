using System.Text;

namespace PrivacyPlatform.SubProcessors.Service.Public.Wire;

/// <summary>What stands before an edition's lines and after them.</summary>
internal sealed record Frame(BodyPart Before, BodyPart After)
{
    /// <summary>For one answer.</summary>
    public static Frame Once(string before, string after) => new(new TextPart(Encoding.UTF8.GetBytes(before)), new TextPart(Encoding.UTF8.GetBytes(after)));

    /// <summary>For many answers.</summary>
    public static Frame Kept(string before, string after) => new(CompressedPart.Kept(before), CompressedPart.Kept(after));
}
