using System.CommandLine;
using PrivacyPlatform.Consent.V1;

namespace PrivacyPlatform.Cli;

/// <summary><c>privacy subject certificate ID</c>: that a person was erased, and from when on nothing can bring the data back.</summary>
internal static class CertificateCommand
{
    public static Command Build(Surroundings surroundings)
    {
        var subject = Arguments.Subject();
        var command = new DocumentedCommand(
            "certificate",
            "The certificates of a person's erasures, each checked against its own hashes. Exit code 3: there is none.",
            "privacy subject certificate s-1001",
            "privacy subject certificate s-1001 --json")
        {
            subject,
        };
        command.SetAction(async (parsed, ct) =>
        {
            using var consent = ConsentConnection.Open(parsed, surroundings);
            var response = await consent.Client.GetErasuresAsync(new GetErasuresRequest { SubjectId = parsed.GetValue(subject) }, consent.Call(ct));
            if (parsed.GetValue(GlobalOptions.Json))
            {
                surroundings.Out.WriteLine(Json.Of(response));
            }
            else
            {
                foreach (var certificate in response.Certificates)
                {
                    Show(certificate, surroundings);
                }
            }

            if (response.Certificates.Count == 0)
            {
                surroundings.Error.WriteLine("This subject was not erased.");
                return ExitCode.No;
            }

            return ExitCode.Ok;
        });
        return command;
    }

    internal static void Show(ErasureCertificate certificate, Surroundings surroundings)
    {
        surroundings.Out.WriteLine($"certificate {certificate.CertificateId} of erasure {certificate.ErasureId}");
        surroundings.Out.WriteLine($"  {certificate.Keys.Count} keys destroyed at {Moment.Short(certificate.ShreddedAt)}, by {certificate.By}, because of {certificate.Reason}");
        surroundings.Out.WriteLine($"  no backup can bring the data back from {Moment.Short(certificate.IrrecoverableAt)} on");
        surroundings.Out.WriteLine(IsIntact(certificate) ? "  its hashes fit what it says" : "  its hashes do NOT fit what it says");
    }

    private static bool IsIntact(ErasureCertificate certificate) => new PersonalData.ErasureCertificate(
        Guid.Parse(certificate.CertificateId),
        Guid.Parse(certificate.ErasureId),
        certificate.Tenant,
        certificate.SubjectIndex,
        [.. certificate.Keys.Select(key => new PersonalData.ErasedKey(Guid.Parse(key.KeyId), key.Generation))],
        certificate.KeysHash,
        certificate.OrderedAt.ToDateTimeOffset(),
        certificate.ShreddedAt.ToDateTimeOffset(),
        certificate.By,
        certificate.Reason,
        certificate.KeyBackupsExpireAt.ToDateTimeOffset(),
        certificate.EventBackupsExpireAt.ToDateTimeOffset(),
        certificate.IrrecoverableAt.ToDateTimeOffset(),
        certificate.Hash).IsIntact();
}
