using System.Collections.Concurrent;
using PrivacyPlatform.SubProcessors.Service.Public.Editions;
using PrivacyPlatform.SubProcessors.Service.Public.Rows;
using PrivacyPlatform.SubProcessors.Service.Public.Wire;

namespace PrivacyPlatform.SubProcessors.Service.Public.Pages;

/// <summary>What is around the lines on the pages of the present: the same for everybody until something changes. One is kept for each register.</summary>
internal sealed class PageFrames
{
    private readonly ConcurrentDictionary<string, Frame> frames = new(StringComparer.Ordinal);

    /// <param name="page">The page's address.</param>
    /// <param name="tag">Another one: another frame.</param>
    public Body Around(Body body, Edition edition, string page, string tag, Func<RegisterView> view)
    {
        if (!frames.TryGetValue(page, out var frame) || frame.Tag != tag)
        {
            var now = view();
            frames[page] = frame = new(tag, CompressedPart.Kept(RegisterPage.Before(now, now.Edition.Count)), CompressedPart.Kept(RegisterPage.After(now, now.Edition.Count)));
        }

        return body.Add(frame.Before).Add(edition, RowFormat.Html).Add(frame.After);
    }

    private sealed record Frame(string Tag, BodyPart Before, BodyPart After);
}
