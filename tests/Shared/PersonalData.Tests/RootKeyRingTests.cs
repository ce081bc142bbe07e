namespace PrivacyPlatform.PersonalData.Tests;

public sealed class RootKeyRingTests
{
    private static readonly IReadOnlyDictionary<string, string> Context = new Dictionary<string, string> { ["tenant"] = "acme", ["key"] = "1" };

    [Fact]
    public async Task The_first_entry_wraps_and_all_unwrap()
    {
        var (old, fresh) = (RootKeyRing.NewEntry("2026-01"), RootKeyRing.NewEntry("2026-02"));
        var wrapped = await RootKeyRing.FromText(old).Wrap(new byte[32], Context);
        var both = RootKeyRing.FromText($"# since February\n{fresh}\n{old}\n");
        both.CurrentId.ShouldBe("2026-02");
        (await both.Unwrap(wrapped, Context)).ShouldBe(new byte[32]);
        (await both.Wrap(new byte[32], Context)).RootKeyId.ShouldBe("2026-02");
        await Should.ThrowAsync<RootKeyException>(() => RootKeyRing.FromText(fresh).Unwrap(wrapped, Context));
    }

    [Fact]
    public async Task In_another_context_nothing_unwraps()
    {
        var ring = RootKeyRing.FromText(RootKeyRing.NewEntry("a"));
        var wrapped = await ring.Wrap(new byte[32], Context);
        await Should.ThrowAsync<RootKeyException>(() => ring.Unwrap(wrapped, new Dictionary<string, string> { ["tenant"] = "globex", ["key"] = "1" }));
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing but a comment")]
    [InlineData("no-colon")]
    [InlineData(":AAAA")]
    [InlineData("a:AAAA")]
    [InlineData("a:!!!")]
    public void What_is_no_list_of_keys_is_refused(string text) => Should.Throw<RootKeyException>(() => RootKeyRing.FromText(text));

    [Fact]
    public void An_id_names_one_key() =>
        Should.Throw<RootKeyException>(() => RootKeyRing.FromText($"{RootKeyRing.NewEntry("a")} {RootKeyRing.NewEntry("a")}"));

    [Fact]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public void A_file_that_others_can_read_is_refused()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, RootKeyRing.NewEntry("a"));
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
            Should.Throw<RootKeyException>(() => RootKeyRing.FromFile(file)).Message.ShouldContain("600");
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            RootKeyRing.FromFile(file).CurrentId.ShouldBe("a");
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task A_version_that_an_operator_adds_is_used_at_once_and_one_that_is_taken_away_wraps_nothing_more()
    {
        var (old, added) = (RootKeyRing.NewEntry("old"), RootKeyRing.NewEntry("added"));
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, old + "\n");
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }

            var running = RootKeyRing.FromFile(file);
            var before = await running.Wrap(new byte[32], Context);
            await File.WriteAllTextAsync(file, added + "\n" + old + "\n");
            var elsewhere = await RootKeyRing.FromFile(file).Wrap(new byte[32], Context);

            (await running.Unwrap(elsewhere, Context)).ShouldBe(new byte[32]);
            (await running.Unwrap(before, Context)).ShouldBe(new byte[32]);
            (await running.Wrap(new byte[32], Context)).RootKeyId.ShouldBe("added");

            await File.WriteAllTextAsync(file, RootKeyRing.NewEntry("third") + "\n");
            (await running.Wrap(new byte[32], Context)).RootKeyId.ShouldBe("third");
            (await Should.ThrowAsync<RootKeyException>(() => running.Unwrap(before, Context))).Message.ShouldContain("'old'");
        }
        finally
        {
            File.Delete(file);
        }
    }
}
