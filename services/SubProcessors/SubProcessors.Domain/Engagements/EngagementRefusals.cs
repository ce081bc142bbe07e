using PrivacyPlatform.Kernel;
using PrivacyPlatform.SubProcessors.Transfers;

namespace PrivacyPlatform.SubProcessors.Engagements;

/// <summary>Why something about an engagement can be refused. Codes are part of the API; no message repeats what was sent.</summary>
public static class EngagementRefusals
{
    public static Refusal IdMalformed { get; } = new(
        "engagement.id_malformed", "An engagement's id is a code: 1 to 100 of a-z, 0-9, \"-\" and \"_\".", "engagement_id");

    public static Refusal Unknown { get; } = new("engagement.unknown", "No engagement with this id is known.", "engagement_id");

    public static Refusal Exists { get; } = new("engagement.exists", "An engagement with this id is known already; amend it instead.", "engagement_id");

    public static Refusal NotAnnounced { get; } = new("engagement.not_announced", "Nobody was told of it yet: it is a draft.", "engagement_id");

    public static Refusal Announced { get; } = new("engagement.announced", "It is announced already; amend it instead.", "engagement_id");

    public static Refusal Retired { get; } = new("engagement.retired", "It is over, for good; propose another.", "engagement_id");

    public static Refusal Suspended { get; } = new("engagement.suspended", "It is suspended; resume it first.", "engagement_id");

    public static Refusal NotSuspended { get; } = new("engagement.not_suspended", "It is not suspended.", "engagement_id");

    public static Refusal DatesOutOfOrder { get; } = new("engagement.dates_out_of_order", "It happened before what it follows from.", "occurred_at");

    public static Refusal InFuture { get; } = new("engagement.in_future", "It happens in the future, by more than 5 minutes.", "occurred_at");

    public static Refusal ReasonRequired { get; } = new("engagement.reason_required", "Say why: one line of 1 to 500 characters.", "reason");

    public static Refusal ReplacesItself { get; } = new("engagement.replaces_itself", "It replaces another engagement of the registry.", "replaces");

    public static Refusal CorrectionAdds { get; } = new(
        "engagement.correction_adds", "A correction allows the vendor nothing new: a new place, purpose, role or data category needs notice.", "terms");

    public static Refusal NoticePeriodOver { get; } = new(
        "engagement.notice_period_over", "The customer's notice period had passed: silence was approval.", "occurred_at");

    public static Refusal NoObjection { get; } = new("engagement.no_objection", "This customer does not object.", "customer_id");

    public static Refusal NotActive { get; } = new("engagement.not_active", "It is not active for this customer.", "customer_id");

    public static Refusal ContactMalformed { get; } = new("contact.malformed", "A contact is an e-mail address or an https address.", "terms.contact");

    public static Refusal LocationRequired { get; } = new("engagement.location_required", "Say where, or say that it is not known.", "terms.locations");

    public static Refusal LocationUnknown { get; } = new("engagement.location_unknown", "A place is none of the countries and blocs that are known.", "terms.locations");

    public static Refusal PurposeRequired { get; } = new("engagement.purpose_required", "Say for which purposes: one line of 1 to 500 characters each, with a role.", "terms.purposes");

    public static Refusal DataCategoryMalformed { get; } = new("engagement.data_category_malformed", "A data category is a code.", "terms.data_categories");

    public static Refusal InformationUrlMalformed { get; } = new(
        "engagement.information_url_malformed", "An address is an absolute https address of at most 2,000 characters, without a user name.", "terms.information_url");

    public static Refusal OrderMalformed { get; } = new("engagement.order_malformed", "A place on the page is 1 or more.", "terms.order");

    public static Refusal ClosedToNew { get; } = new(
        "transfer.mechanism_closed_to_new", "What rests on this mechanism may go on for a time, and nothing new may rest on it.", "terms.transfer_mechanism");

    public static Refusal? OfId(string engagementId) => Shape.IsCode(engagementId) ? null : IdMalformed;

    /// <summary>Why a transfer is not acceptable, in words.</summary>
    /// <param name="reason">One of <see cref="TransferVerdict"/>'s.</param>
    /// <param name="place">As printed.</param>
    public static Refusal Transfer(string reason, string place) => new(
        reason,
        reason switch
        {
            TransferVerdict.MechanismMissing => $"Data goes to {place}, and no mechanism that covers it is stated.",
            TransferVerdict.MechanismUnknown => "There is no such mechanism, neither in the data file nor of your own.",
            TransferVerdict.NotYetValid => $"The mechanism for {place} does not hold yet on that day.",
            TransferVerdict.NoLongerValid => $"The mechanism for {place} no longer holds on that day.",
            TransferVerdict.OtherPlace => $"The mechanism does not cover {place}.",
            TransferVerdict.OtherRegime => $"The mechanism does not count under the rules that bind the register ({place}).",
            TransferVerdict.NotCertified => $"The mechanism for {place} covers certified vendors only, and none is recorded for that day.",
            _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "Not a reason to refuse."),
        },
        "terms.transfer_mechanism");
}
