using PrivacyPlatform.Kernel;

namespace PrivacyPlatform.SubProcessors.Agreements;

/// <summary>Why something about a customer's agreement can be refused. Codes are part of the API.</summary>
public static class AgreementRefusals
{
    public static Refusal CustomerMalformed { get; } = new(
        "customer.id_malformed", "A customer's id is a code of an organization: 1 to 100 of a-z, 0-9, \"-\" and \"_\".", "customer_id");

    public static Refusal CustomerUnknown { get; } = new("customer.unknown", "No agreement of this customer is recorded.", "customer_id");

    public static Refusal VersionMalformed { get; } = new(
        "agreement.version_malformed", "A version's label is 1 to 64 of A-Z, a-z, 0-9, \"-\", \"_\" and \".\".", "dpa_version");

    public static Refusal NoticeDaysMalformed { get; } = new("agreement.notice_days_malformed", "A notice period is 0 to 365 whole days.", "notice_days");

    public static Refusal EndsBeforeItBegins { get; } = new("agreement.ends_before_it_begins", "An agreement ends after its last version began.", "at");

    /// <summary>What is wrong with a customer's id; null: nothing.</summary>
    public static Refusal? OfCustomer(string customerId) => Shape.IsCode(customerId) ? null : CustomerMalformed;
}
