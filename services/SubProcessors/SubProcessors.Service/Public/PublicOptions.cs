namespace PrivacyPlatform.SubProcessors.Service.Public;

/// <summary>Settings of the public addresses, section <c>Public</c>.</summary>
internal sealed class PublicOptions
{
    /// <summary>The service's address as readers know it, behind whatever proxies; for feeds. Without it: as the request says.</summary>
    public string? BaseAddress { get; set; }

    /// <summary>Shown on every page: to whom customers tell where their notices go. An e-mail address, or the address of a page.</summary>
    public string? NoticesContact { get; set; }

    /// <summary>Memory that compressed pieces of pages may take, in bytes.</summary>
    public long CompressedBytes { get; set; } = 256 * 1024 * 1024;

    /// <summary>Without a slash at its end, and without the path that pages add themselves.</summary>
    public string Outside(HttpRequest request) => BaseAddress?.TrimEnd('/') ?? $"{request.Scheme}://{request.Host}";
}
