using System.Net;

namespace PrivacyPlatform.SubProcessors.Delivery.Tests;

public sealed class PublicAddressTests
{
    [Theory]
    [InlineData("0.0.0.0")] // this network
    [InlineData("0.1.2.3")]
    [InlineData("10.0.0.1")] // private
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("100.64.0.1")] // carrier-grade NAT
    [InlineData("100.127.255.255")]
    [InlineData("127.0.0.1")] // this machine
    [InlineData("127.255.255.254")]
    [InlineData("169.254.169.254")] // a cloud's metadata
    [InlineData("192.0.0.192")]
    [InlineData("192.0.2.1")] // documentation
    [InlineData("198.51.100.1")]
    [InlineData("203.0.113.1")]
    [InlineData("192.88.99.1")] // 6to4
    [InlineData("198.18.0.1")] // benchmarks
    [InlineData("224.0.0.1")] // multicast
    [InlineData("255.255.255.255")]
    [InlineData("240.0.0.1")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::127.0.0.1")]
    [InlineData("::ffff:127.0.0.1")] // version 4 inside
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("64:ff9b::7f00:1")] // NAT64
    [InlineData("64:ff9b:1::1")]
    [InlineData("2002:7f00:1::")] // 6to4
    [InlineData("2001:0:4136:e378:8000:63bf:3fff:fdd2")] // Teredo
    [InlineData("2001:db8::1")]
    [InlineData("3fff::1")]
    [InlineData("100::1")] // discarded
    [InlineData("fc00::1")] // unique local
    [InlineData("fd00:ec2::254")]
    [InlineData("fe80::1")] // link-local
    [InlineData("fec0::1")]
    [InlineData("ff02::1")]
    public void What_only_we_could_reach_is_not_public(string address) => PublicAddress.Is(IPAddress.Parse(address)).ShouldBeFalse();

    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("9.255.255.255")]
    [InlineData("11.0.0.1")]
    [InlineData("100.63.255.255")]
    [InlineData("100.128.0.1")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.1")]
    [InlineData("192.0.1.1")]
    [InlineData("223.255.255.254")]
    [InlineData("::ffff:1.1.1.1")]
    [InlineData("2606:4700:4700::1111")]
    [InlineData("2001:4860:4860::8888")]
    public void The_rest_of_the_internet_is(string address) => PublicAddress.Is(IPAddress.Parse(address)).ShouldBeTrue();
}
