using PrivacyPlatform.Demo;

return await DemoCommand.Build().Parse(args).InvokeAsync();
