using PrivacyPlatform.Kernel;

namespace PrivacyPlatform.SubProcessors.Mechanisms;

/// <summary>Why something about a mechanism can be refused. Codes are part of the API.</summary>
public static class MechanismRefusals
{
    public static Refusal IdMalformed { get; } = new(
        "mechanism.id_malformed", "A mechanism's id is a code: 1 to 100 of a-z, 0-9, \"-\" and \"_\".", "mechanism_id");

    public static Refusal Unknown { get; } = new("mechanism.unknown", "There is no such mechanism, neither in the data file nor of your own.", "mechanism_id");

    public static Refusal Reserved { get; } = new("mechanism.reserved", "The data file has a mechanism with this id; choose another.", "mechanism_id");

    public static Refusal KindRequired { get; } = new("mechanism.kind_required", "A mechanism is one of the kinds of Art 45 to 49.", "kind");

    public static Refusal TitleMalformed { get; } = new("mechanism.title_malformed", "A title is one line of 1 to 200 characters.", "title");

    public static Refusal RegimeRequired { get; } = new("mechanism.regime_required", "Say under whose rules it counts: at least one.", "regimes");

    public static Refusal PlaceUnknown { get; } = new("mechanism.place_unknown", "A place is none of the countries and blocs that are known.", "places");

    public static Refusal DatesOutOfOrder { get; } = new("mechanism.dates_out_of_order", "A mechanism ends after it begins.", "until");

    public static Refusal InvalidBeforeItBegan { get; } = new("mechanism.invalid_before_it_began", "It did not hold yet on that day.", "from");

    public static Refusal ReasonRequired { get; } = new("mechanism.reason_required", "Name the judgment or act: one line of 1 to 500 characters.", "reason");

    /// <summary>What is wrong with an id's shape; null: nothing.</summary>
    public static Refusal? OfId(string mechanismId) => Shape.IsCode(mechanismId) ? null : IdMalformed;
}
