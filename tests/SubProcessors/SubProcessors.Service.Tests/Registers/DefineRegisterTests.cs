using Grpc.Core;
using PrivacyPlatform.Testing.Services;

namespace PrivacyPlatform.SubProcessors.Service.Tests.Registers;

public sealed class DefineRegisterTests(RegistryApp app)
{
    [Fact]
    public async Task A_register_is_defined_once()
    {
        var tenant = app.NewTenant();
        (await tenant.Operate(app.Client.DefineRegisterAsync, Requests.Register())).Result.ShouldBe(new V1.CommandResult { Recorded = true, Version = 1 });
        (await tenant.Operate(app.Client.DefineRegisterAsync, Requests.Register())).Result.ShouldBe(new V1.CommandResult { Recorded = false, Version = 1 });
    }

    [Fact]
    public async Task A_repeated_command_is_one_command()
    {
        var tenant = app.NewTenant();
        var request = Requests.Register();
        request.CommandId = "01957a00-0000-7000-8000-000000000001";
        var results = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => tenant.Operate(app.Client.DefineRegisterAsync, request))));
        results.Count(response => response.Result.Recorded).ShouldBe(1);
    }

    [Fact]
    public async Task What_cannot_be_is_refused_with_its_field()
    {
        var tenant = app.NewTenant();
        await tenant.Operate(app.Client.DefineRegisterAsync, new V1.DefineRegisterRequest { RegisterId = "" }).ShouldBeRefused(StatusCode.InvalidArgument, "register.id_malformed", "register_id");
        var untitled = Requests.Register();
        untitled.Title = "";
        await tenant.Operate(app.Client.DefineRegisterAsync, untitled).ShouldBeRefused(StatusCode.InvalidArgument, "register.title_malformed", "title");
    }

    [Fact]
    public async Task Who_is_no_operator_defines_nothing() =>
        await app.Client.DefineRegisterAsync(Requests.Register(), app.NewTenant().As("reader", "reviewer", "emitter")).ResponseAsync
            .ShouldBeRefused(StatusCode.PermissionDenied, "auth.role_missing", field: null);
}
