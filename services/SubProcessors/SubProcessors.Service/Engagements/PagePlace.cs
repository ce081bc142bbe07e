using System.Globalization;

namespace PrivacyPlatform.SubProcessors.Service.Engagements;

/// <summary>The place of an engagement among all.</summary>
internal readonly record struct PagePlace(string RegisterId, int Order, string Id)
{
    /// <summary>Before all.</summary>
    public static PagePlace Start { get; } = new("", int.MinValue, "");

    public string ToToken() => PageToken.Of($"{RegisterId} {Order} {Id}");

    /// <summary>Null: it is none.</summary>
    public static PagePlace? Read(string token) =>
        token.Length == 0 ? Start
        : PageToken.Parts(token) is [var register, var order, var id] && int.TryParse(order, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? new(register, number, id)
            : null;
}
