using System.Net;
using System.Net.Mail;
using System.Net.Sockets;
using System.Text;
using PrivacyPlatform.SubProcessors.Notices;

namespace PrivacyPlatform.SubProcessors.Delivery;

/// <summary>Hands notices to a mail server as plain text. The server's word counts: 250 is delivered, 4yz is tried again, 5yz is not.</summary>
internal sealed class MailSender(MailOptions options, TimeSpan? patience = null)
{
    private readonly TimeSpan patience = patience ?? TimeSpan.FromSeconds(30);

    public bool IsConfigured => options.Host.Length > 0;

    /// <param name="id">The mail's Message-ID, the same with every attempt: a mail program then shows one of two.</param>
    public async Task<DeliveryResult> Send(string mailbox, Guid id, string subject, string text, CancellationToken ct)
    {
        if (!IsConfigured)
        {
            return DeliveryResult.NoAddress;
        }

        using var message = new MailMessage(options.From, mailbox)
        {
            Subject = subject,
            SubjectEncoding = Encoding.UTF8,
            Body = text,
            BodyEncoding = Encoding.UTF8,
            IsBodyHtml = false,
        };
        message.Headers.Add("Message-ID", $"<{id:D}@{new MailAddress(options.From).Host}>");
        message.Headers.Add("Auto-Submitted", "auto-generated"); // RFC 3834: no out-of-office answers
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(ct);
        bound.CancelAfter(patience);
        try
        {
            using var client = Client();
            await client.SendMailAsync(message, bound.Token);
            return DeliveryResult.Accepted;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return DeliveryResult.TimedOut;
        }
        catch (SmtpException refused)
        {
            return ResultOf((int)refused.StatusCode);
        }
        catch (Exception failure) when (failure is IOException or SocketException)
        {
            return DeliveryResult.Unreachable;
        }
    }

    internal static DeliveryResult ResultOf(int reply) => reply switch
    {
        530 or 534 or 535 or 538 => DeliveryResult.Failed, // it does not trust us: no fault of the mailbox, and mended without it
        >= 500 and <= 599 => DeliveryResult.RejectedForGood,
        >= 400 and <= 499 => DeliveryResult.Failed,
        _ => DeliveryResult.Unreachable,
    };

    private SmtpClient Client() => new(options.Host, options.Port)
    {
        EnableSsl = options.StartTls,
        Credentials = options.UserName.Length > 0 ? new NetworkCredential(options.UserName, Password()) : null,
    };

    // Read each time: it may be changed while the service runs.
    private string Password() => options.PasswordFile.Length > 0 ? File.ReadAllText(options.PasswordFile).Trim() : options.Password;
}
