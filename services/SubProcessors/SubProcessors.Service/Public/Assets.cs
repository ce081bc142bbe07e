using System.Security.Cryptography;

namespace PrivacyPlatform.SubProcessors.Service.Public;

/// <summary>The files that pages need. Their addresses hold a hash of their content, so that browsers may keep them for ever.</summary>
internal static class Assets
{
    public static Asset Style { get; } = Asset.Embedded("registers.css", "text/css; charset=utf-8");

    public static Asset Script { get; } = Asset.Embedded("registers.js", "text/javascript; charset=utf-8");

    public static Asset Icon { get; } = Asset.Embedded("icon.svg", "image/svg+xml");

    public static IReadOnlyList<Asset> All { get; } = [Style, Script, Icon];

    /// <summary>Changes when anything does that pages are made of: a page of an older program is not the same page.</summary>
    public static string Version { get; } = Hash([.. All.SelectMany(asset => asset.Bytes), .. typeof(Assets).Module.ModuleVersionId.ToByteArray()]);

    internal static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 6));
}

/// <param name="Path">From the service's root.</param>
internal sealed record Asset(string Path, string ContentType, byte[] Bytes)
{
    public static Asset Embedded(string name, string contentType)
    {
        using var stream = typeof(Asset).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} is not embedded.");
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        var content = bytes.ToArray();
        return new($"/assets/{System.IO.Path.GetFileNameWithoutExtension(name)}.{Assets.Hash(content)}{System.IO.Path.GetExtension(name)}", contentType, content);
    }
}
