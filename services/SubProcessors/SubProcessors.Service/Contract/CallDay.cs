using System.Globalization;
using Grpc.Core;
using PrivacyPlatform.Kernel;
using PrivacyPlatform.ServiceDefaults;

namespace PrivacyPlatform.SubProcessors.Service.Contract;

/// <summary>Days as calls name them: "2020-07-16", in UTC.</summary>
internal static class CallDay
{
    private const string Form = "yyyy-MM-dd";

    public static string Write(DateOnly day) => day.ToString(Form, CultureInfo.InvariantCulture);

    /// <summary>Empty for null, as a contract says absence.</summary>
    public static string Write(DateOnly? day) => day is { } known ? Write(known) : "";

    /// <exception cref="RpcException">It is none.</exception>
    public static DateOnly Read(string day, string field) => ReadOrNull(day, field) ?? throw Malformed(field);

    /// <summary>Null for an absent one.</summary>
    /// <exception cref="RpcException">It is none.</exception>
    public static DateOnly? ReadOrNull(string day, string field) =>
        day.Length == 0 ? null
        : DateOnly.TryParseExact(day, Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var known) ? known
        : throw Malformed(field);

    public static DateOnly Of(DateTimeOffset instant) => DateOnly.FromDateTime(instant.UtcDateTime);

    private static RpcException Malformed(string field) => new Refusal("day.malformed", "A day is written like 2020-07-16.", field).ToRpcException();
}
