using Microsoft.Extensions.DependencyInjection.Extensions;
using PrivacyPlatform.ServiceDefaults;
using PrivacyPlatform.SubProcessors.Service.Public.Addresses;
using PrivacyPlatform.SubProcessors.Service.Public.Recorded;
using PrivacyPlatform.SubProcessors.Service.Public.Wire;

namespace PrivacyPlatform.SubProcessors.Service.Public;

/// <summary>The registers as everybody may read them. These addresses, and no others of the service, want no sign-in.</summary>
internal static class PublicFace
{
    private const string Code = "regex(^[a-z0-9_-]{{1,100}}$)";
    private const string Registers = $"/{{tenant:{Code}}}/registers";
    private const string Register = $"{Registers}/{{register:{Code}}}";

    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>Shows what the store has and evidence signs, unless an <see cref="IRegisterHistories"/> and an <see cref="ICheckpoints"/> were registered before.</summary>
    public static WebApplicationBuilder AddPublicFace(this WebApplicationBuilder builder)
    {
        var options = builder.Configuration.GetSection("Public").Get<PublicOptions>() ?? new PublicOptions();
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(new DeflatedBudget(options.CompressedBytes));
        builder.Services.AddSingleton<Rendering>();
        builder.Services.AddSingleton<PublicRegisters>();
        builder.Services.AddSingleton<RegistryEvents>();
        builder.Services.TryAddSingleton<IRegisterHistories, RecordedHistories>();
        builder.Services.TryAddSingleton<ICheckpoints, RecordedCheckpoints>();
        return builder;
    }

    public static WebApplication MapPublicFace(this WebApplication app)
    {
        var open = app.MapGroup("").AllowAnonymous().WithMetadata(new OpenToEverybody()).ExcludeFromDescription().AddEndpointFilter(PublicHeaders.Write);
        open.MapMethods(Registers, Reading, GetIndex.Answer);
        open.MapMethods(Register, Reading, GetPage.Answer);
        open.MapMethods($"{Register}.json", Reading, GetJson.Answer);
        open.MapMethods($"{Register}.csv", Reading, GetCsv.Answer);
        open.MapMethods($"{Register}/diff", Reading, GetDifference.Page);
        open.MapMethods($"{Register}/diff.json", Reading, GetDifference.Json);
        open.MapMethods($"{Register}/changes", Reading, GetChanges.Page);
        open.MapMethods($"{Register}/changes.atom", Reading, GetChanges.Atom);
        open.MapMethods($"{Register}/checkpoint", Reading, GetCheckpoint.Answer);
        foreach (var asset in Assets.All)
        {
            open.MapMethods(asset.Path, Reading, (HttpContext context, PublicRegisters registers) =>
                new Answer(asset.ContentType, Assets.Hash(asset.Bytes), DateTimeOffset.UnixEpoch, Freshness.File).Send(context, () => registers.Body().AddCompressed(asset.Bytes)));
        }

        return app;
    }
}
