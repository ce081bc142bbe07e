using PrivacyPlatform.Consent.Service.Purposes;
using PrivacyPlatform.Consent.Service.Subjects;
using PrivacyPlatform.Consent.Service.Suppressions;

namespace PrivacyPlatform.Consent.Service;

/// <summary>What the edges ask before they decide or answer, and what runs beside them.</summary>
internal static class Lookups
{
    public static IServiceCollection AddLookups(this IServiceCollection services) =>
        services
            .AddSingleton<Catalogue>()
            .AddSingleton<AnswerRecorder>()
            .AddSingleton<SuppressionList>()
            .AddSingleton<SubjectHistory>()
            .AddSingleton<PurposeHistory>()
            .AddSingleton<SubjectErasure>()
            .AddHostedService<UnfinishedErasures>();
}
