using PrivacyPlatform.Kernel;

namespace PrivacyPlatform.SubProcessors.Vendors;

/// <summary>Why something about a vendor can be refused. Codes are part of the API; no message repeats what was sent.</summary>
public static class VendorRefusals
{
    public static Refusal IdMalformed { get; } = new(
        "vendor.id_malformed", "A vendor's id is a code: 1 to 100 of a-z, 0-9, \"-\" and \"_\".", "vendor_id");

    public static Refusal Unknown { get; } = new("vendor.unknown", "No vendor with this id is known.", "vendor_id");

    public static Refusal NameMalformed { get; } = new(
        "vendor.name_malformed", "A name is one line of 1 to 200 characters; leave it out where it is not known.", "name");

    public static Refusal CountryUnknown { get; } = new("vendor.country_unknown", "A country is named by its ISO 3166-1 code of two letters.", "country");

    public static Refusal ContactMalformed { get; } = new("contact.malformed", "A contact is an e-mail address or an https address.", "contacts");

    public static Refusal InformationUrlMalformed { get; } = new(
        "vendor.information_url_malformed", "An address is an absolute https address of at most 2,000 characters, without a user name.", "information_url");

    public static Refusal MentionMalformed { get; } = new("vendor.mention_malformed", "The text that mentions it is named by a code.", "mentioned_in");

    public static Refusal PurposeMalformed { get; } = new("vendor.purpose_malformed", "A purpose is one line of 1 to 500 characters, with a role.", "purposes");

    public static Refusal DataCategoryMalformed { get; } = new("vendor.data_category_malformed", "A data category is a code.", "data_categories");

    public static Refusal NestsItself { get; } = new("vendor.nests_itself", "A vendor is not its own sub-processor.", "sub_processors");

    public static Refusal NestedMalformed { get; } = new(
        "vendor.nested_malformed", "A nested sub-processor is named once, by a vendor's id, with places that are known.", "sub_processors");

    public static Refusal ControlMalformed { get; } = new("attestation.control_malformed", "A control is a code: \"two-factor-sign-in\".", "control");

    public static Refusal AttestedInFuture { get; } = new("attestation.in_future", "A control is attested on a day that has come.", "on");

    public static Refusal EvidenceMalformed { get; } = new("attestation.evidence_malformed", "Evidence is an absolute https address.", "evidence_url");

    public static Refusal MechanismUnknown { get; } = new("certification.mechanism_unknown", "There is no such mechanism.", "mechanism_id");

    public static Refusal DatesOutOfOrder { get; } = new("certification.dates_out_of_order", "A certification ends after it begins.", "until");

    public static Refusal? OfId(string vendorId) => Shape.IsCode(vendorId) ? null : IdMalformed;
}
