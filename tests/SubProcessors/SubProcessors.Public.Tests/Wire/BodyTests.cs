using System.IO.Compression;
using System.IO.Pipelines;
using System.Text;
using PrivacyPlatform.SubProcessors.Service.Public.Rows;
using PrivacyPlatform.SubProcessors.Service.Public.Wire;

namespace PrivacyPlatform.SubProcessors.Public.Tests.Wire;

public class BodyTests
{
    [Fact]
    public void The_checksum_is_that_of_gzip() => Crc32.Of("123456789"u8).ShouldBe(0xCBF43926);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(1000)]
    [InlineData(4096)]
    public void Checksums_of_parts_make_that_of_the_whole(int cut)
    {
        var bytes = Enumerable.Range(0, 4096).Select(i => (byte)(i * 31 % 251)).ToArray();
        var (one, other) = (bytes[..cut], bytes[cut..]);
        Crc32.Append(Crc32.Of(one), Crc32.Of(other), Crc32.ShiftOf(other.Length)).ShouldBe(Crc32.Of(bytes));
    }

    [Fact]
    public async Task A_body_is_the_same_plain_and_unpacked()
    {
        var edition = Registers.History(Enumerable.Range(0, 100).Select(number => Registers.Line(Registers.Entry($"v{number:000}")))).At(Registers.Begin)!;
        var body = new Body(new DeflatedBudget(long.MaxValue))
            .Add(new string('é', 50_000)) // longer than one stored block
            .Add("")
            .AddCompressed("")
            .Add(edition, RowFormat.Json)
            .AddCompressed("<p>the end</p>");

        var plain = await Written(body.WritePlain);
        var gzip = await Written(body.WriteGzip);
        Unpacked(gzip).ShouldBe(plain);
        (plain.Length, gzip.Length).ShouldBe(((int)body.PlainLength(), (int)body.GzipLength()));
        Encoding.UTF8.GetString(plain).ShouldEndWith("}<p>the end</p>");
    }

    [Fact]
    public async Task An_empty_register_is_an_empty_body()
    {
        var body = new Body(new DeflatedBudget(long.MaxValue)).Add(Registers.History().At(Registers.Begin)!, RowFormat.Html);
        Unpacked(await Written(body.WriteGzip)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_forgotten_to_save_memory_is_made_again()
    {
        var history = Registers.History(Enumerable.Range(0, 200).Select(number => Registers.Line(Registers.Entry($"v{number:000}"))));
        Body Whole(DeflatedBudget budget) => new Body(budget).Add(history.At(Registers.Begin)!, RowFormat.Html);
        var tight = new DeflatedBudget(most: 1);
        var first = await Written(Whole(tight).WriteGzip);
        (await Written(Whole(tight).WriteGzip)).ShouldBe(first);
        Unpacked(first).ShouldBe(await Written(Whole(tight).WritePlain));
    }

    private static async Task<byte[]> Written(Func<PipeWriter, CancellationToken, Task> write)
    {
        using var bytes = new MemoryStream();
        var pipe = PipeWriter.Create(bytes);
        await write(pipe, CancellationToken.None);
        await pipe.CompleteAsync();
        return bytes.ToArray();
    }

    private static byte[] Unpacked(byte[] gzip)
    {
        using var stream = new GZipStream(new MemoryStream(gzip), CompressionMode.Decompress);
        using var plain = new MemoryStream();
        stream.CopyTo(plain);
        return plain.ToArray();
    }
}
