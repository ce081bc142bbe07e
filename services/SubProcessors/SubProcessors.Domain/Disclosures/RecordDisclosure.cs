using PrivacyPlatform.Kernel;
using static PrivacyPlatform.SubProcessors.Disclosures.DisclosureEvent;
using static PrivacyPlatform.SubProcessors.Disclosures.DisclosureState;

namespace PrivacyPlatform.SubProcessors.Disclosures;

/// <summary>Record that data was shared; see <see cref="DisclosureRecorded"/>.</summary>
/// <param name="RecordedAt">By the service's clock.</param>
public sealed record RecordDisclosure(
    string DisclosureId,
    RecipientCategory Category,
    string Recipient,
    DisclosureGround Ground,
    IReadOnlyList<string> DataCategories,
    string? Approver,
    string? SubjectId,
    DateTimeOffset At,
    DateTimeOffset RecordedAt) : DisclosureCommand;

public static partial class DisclosureDecider
{
    private static Decision<DisclosureEvent> Decide(RecordDisclosure command, DisclosureState state)
    {
        if (Check(command) is { } refusal)
        {
            return refusal;
        }

        var told = new DisclosureRecorded(
            command.DisclosureId,
            command.Category,
            command.Recipient,
            command.Ground,
            [.. command.DataCategories.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            command.Approver,
            command.SubjectId,
            command.At);
        return state switch
        {
            Recorded { Disclosure: var known } when IsSame(known, told) => Decision<DisclosureEvent>.Nothing,
            Recorded => DisclosureRefusals.IdTaken,
            _ => told,
        };
    }

    private static bool IsSame(DisclosureRecorded known, DisclosureRecorded told) =>
        known.DataCategories.SequenceEqual(told.DataCategories, StringComparer.Ordinal) && known == told with { DataCategories = known.DataCategories };

    private static Refusal? Check(RecordDisclosure command) => command switch
    {
        _ when DisclosureRefusals.OfId(command.DisclosureId) is { } refusal => refusal,
        _ when !Enum.IsDefined(command.Category) => DisclosureRefusals.CategoryRequired,
        _ when !Shape.IsCode(command.Recipient) => DisclosureRefusals.RecipientMalformed,
        _ when !DisclosureGrounds.Of(command.Category).Contains(command.Ground) => DisclosureRefusals.GroundUnfit,
        _ when command.DataCategories.Count == 0 || !command.DataCategories.All(Shape.IsCode) => DisclosureRefusals.DataCategoryRequired,
        { Category: RecipientCategory.GovernmentAndLawEnforcement, Approver: null } => DisclosureRefusals.ApproverRequired,
        { Approver: { } approver } when !Shape.IsCode(approver) => DisclosureRefusals.ApproverRequired,
        { SubjectId: { } subject } when SubjectReference.Check(subject) is { } personal => personal,
        _ when command.At > command.RecordedAt + ClockSkew.Allowed => DisclosureRefusals.InFuture,
        _ => null,
    };
}
