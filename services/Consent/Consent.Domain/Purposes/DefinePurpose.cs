using PrivacyPlatform.Kernel;
using static PrivacyPlatform.Consent.Purposes.PurposeEvent;
using static PrivacyPlatform.Consent.Purposes.PurposeState;

namespace PrivacyPlatform.Consent.Purposes;

/// <summary>Say what data is processed for and why that is lawful.</summary>
public sealed record DefinePurpose(
    string PurposeId,
    LegalBasis LegalBasis,
    IReadOnlyList<string> DataCategories,
    ProcessingRole Role,
    string Title) : PurposeCommand;

public static partial class PurposeDecider
{
    private static Decision<PurposeEvent> Decide(DefinePurpose command, PurposeState state)
    {
        if (Check(command) is { } refusal)
        {
            return refusal;
        }

        // A set, whatever the order it was listed in: the same set again is the same definition.
        string[] categories = [.. command.DataCategories.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return state is Defined { Purpose: var known }
            && known.LegalBasis == command.LegalBasis
            && known.Role == command.Role
            && known.Title == command.Title
            && known.DataCategories.SequenceEqual(categories, StringComparer.Ordinal)
                ? Decision<PurposeEvent>.Nothing
                : new PurposeDefined(command.PurposeId, command.LegalBasis, categories, command.Role, command.Title);
    }

    private static Refusal? Check(DefinePurpose command) => command switch
    {
        _ when PurposeRefusals.OfId(command.PurposeId) is { } refusal => refusal,
        _ when !Enum.IsDefined(command.LegalBasis) => PurposeRefusals.LegalBasisRequired,
        _ when !Enum.IsDefined(command.Role) => PurposeRefusals.RoleRequired,
        _ when command.DataCategories.Count == 0 => PurposeRefusals.DataCategoryRequired,
        _ when !command.DataCategories.All(Shape.IsCode) => PurposeRefusals.DataCategoryMalformed,
        _ when !Shape.IsText(command.Title, atMost: 200) => PurposeRefusals.TitleMalformed,
        _ => null,
    };
}
