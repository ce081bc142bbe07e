using System.Security.Cryptography;
using System.Text;
using System.Xml;
using PrivacyPlatform.SubProcessors.Service.Public.Addresses;
using PrivacyPlatform.SubProcessors.Service.Public.Editions;
using PrivacyPlatform.SubProcessors.Service.Public.Html;

namespace PrivacyPlatform.SubProcessors.Service.Public.Pages;

/// <summary>The last changes of a register, for feed readers (RFC 4287).</summary>
internal static class AtomFeed
{
    public const string ContentType = "application/atom+xml; charset=utf-8";
    public const int Entries = 50;

    /// <summary>An import lists many lines at once: then their names say enough.</summary>
    private const int MostWithCells = 20;

    private const string Namespace = "http://www.w3.org/2005/Atom";

    /// <param name="outside">The service's address as readers know it, without a slash at its end: a feed needs absolute addresses.</param>
    public static string Of(string outside, RegisterAddress address, RegisterFacts facts, DateTimeOffset updated, IReadOnlyList<ChangeSet> changes)
    {
        using var text = new Utf8Text();
        using (var xml = XmlWriter.Create(text, new XmlWriterSettings { Indent = true }))
        {
            xml.WriteStartElement("feed", Namespace);
            xml.WriteElementString("id", Id(address.Tenant, address.Register));
            xml.WriteElementString("title", $"{facts.Title} · {address.Tenant}");
            xml.WriteElementString("updated", Time.Iso(updated));
            xml.WriteStartElement("author");
            xml.WriteElementString("name", address.Tenant);
            xml.WriteEndElement();
            Link(xml, "self", outside + address.Atom, "application/atom+xml");
            Link(xml, "alternate", outside + address.Page, "text/html");
            foreach (var change in changes)
            {
                Write(xml, outside, address, change);
            }

            xml.WriteEndElement();
        }

        return text.ToString();
    }

    private static void Write(XmlWriter xml, string outside, RegisterAddress address, ChangeSet together)
    {
        xml.WriteStartElement("entry");
        xml.WriteElementString("id", Id(address.Tenant, address.Register, Time.Iso(together.At)));
        xml.WriteElementString("title", together.Title);
        xml.WriteElementString("updated", Time.Iso(together.At));
        Link(xml, "alternate", outside + address.Change(together.At), "text/html");
        xml.WriteStartElement("content");
        xml.WriteAttributeString("type", "text");
        xml.WriteString(string.Join("\n\n", together.Changes.Select(change => Text(change, together.Changes.Count <= MostWithCells))));
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static string Text(Change change, bool withCells) => withCells ? $"{change.Title}\n{string.Join('\n', change.Cells.Select(Line))}" : change.Title;

    private static string Line((string Label, string Before, string After) cell) =>
        cell.Before.Length > 0 && cell.After.Length > 0 ? $"{cell.Label}: {cell.Before} → {cell.After}" : $"{cell.Label}: {cell.Before}{cell.After}";

    private static void Link(XmlWriter xml, string relation, string address, string type)
    {
        xml.WriteStartElement("link");
        xml.WriteAttributeString("rel", relation);
        xml.WriteAttributeString("type", type);
        xml.WriteAttributeString("href", address);
        xml.WriteEndElement();
    }

    /// <summary>The same for the same change, whatever the service's address is: a UUID of version 8 (RFC 9562) of the names' hash.</summary>
    private static string Id(params ReadOnlySpan<string> names)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes("register-feed\n" + string.Join('\n', names!)));
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return $"urn:uuid:{new Guid(hash.AsSpan(0, 16), bigEndian: true)}";
    }

    private sealed class Utf8Text : StringWriter
    {
        public override Encoding Encoding => Encoding.UTF8;
    }
}
