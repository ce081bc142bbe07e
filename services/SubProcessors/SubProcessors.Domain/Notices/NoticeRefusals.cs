using PrivacyPlatform.Kernel;

namespace PrivacyPlatform.SubProcessors.Notices;

/// <summary>Why something about a notice, or about where a customer gets them, can be refused. Codes are part of the API; no message repeats what was sent.</summary>
public static class NoticeRefusals
{
    public static Refusal IdMalformed { get; } = new("notice.id_malformed", "A notice's id is a UUID, with hyphens.", "notice_id");

    public static Refusal Unknown { get; } = new("notice.unknown", "No notice with this id was issued.", "notice_id");

    public static Refusal NothingToResend { get; } = new(
        "notice.nothing_to_resend", "On every channel that the customer has it arrived or is on its way.", "notice_id");

    public static Refusal MailboxMalformed { get; } = new("delivery.mailbox_malformed", "A mailbox is an e-mail address.", "mailbox");

    public static Refusal WebhookMalformed { get; } = new(
        "webhook.malformed", "A webhook is an absolute https address of at most 2,000 characters, without a user name and a fragment.", "webhook_url");

    public static Refusal WebhookPrivate { get; } = new(
        "webhook.address_private", "A webhook leads to a public address: not into a private network, to this machine or to a cloud's metadata.", "webhook_url");

    public static Refusal WebhookUnresolved { get; } = new("webhook.unresolved", "The webhook's host has no address in the DNS.", "webhook_url");

    public static Refusal LinkMalformed { get; } = new("notice.link_malformed", "This is not a link from a notice, or it is not all of one.", "token");

    public static Refusal LinkExpired { get; } = new("notice.link_expired", "The notice period is over, and the link with it.", "token");
}
