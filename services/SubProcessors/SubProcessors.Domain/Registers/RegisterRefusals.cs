using PrivacyPlatform.Kernel;

namespace PrivacyPlatform.SubProcessors.Registers;

/// <summary>Why a register, or a reference to one, can be refused. Codes are part of the API.</summary>
public static class RegisterRefusals
{
    public static Refusal IdMalformed { get; } = new(
        "register.id_malformed", "A register's id is a code: 1 to 100 of a-z, 0-9, \"-\" and \"_\".", "register_id");

    public static Refusal Unknown { get; } = new("register.unknown", "No register with this id is defined.", "register_id");

    public static Refusal TitleMalformed { get; } = new("register.title_malformed", "A title is one line of 1 to 200 characters.", "title");

    public static Refusal NoticeDaysMalformed { get; } = new("register.notice_days_malformed", "A notice period is 0 to 365 whole days.", "notice_days");

    public static Refusal RoleMalformed { get; } = new("register.role_malformed", "A role is processor or controller.", "exporter_roles");

    public static Refusal RegimeRequired { get; } = new("register.regime_required", "Say whose rules on transfers bind the register: at least one.", "regimes");

    /// <summary>What is wrong with an id's shape; null: nothing.</summary>
    public static Refusal? OfId(string registerId) => Shape.IsCode(registerId) ? null : IdMalformed;
}
