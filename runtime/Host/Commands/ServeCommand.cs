using System.CommandLine;
using System.Net.Sockets;
using LowCode.FormUi;
using LowCode.Host.Demo;
using LowCode.Host.Studio;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace LowCode.Host.Commands;

/// <summary>Serves people in browsers until the process is told to stop. A first start installs the demo tenant.</summary>
internal static class ServeCommand
{
    public static RootCommand Create(HostSettings settings)
    {
        var password = new Option<string?>("--demo-password") { Description = Texts.CommandDemoPassword, HelpName = "TEXT" };
        password.Validators.Add(result =>
        {
            if (result.GetValue(password) is { Length: < HostSettings.ShortestPassword })
            {
                result.AddError(Texts.ErrorPasswordShort.With("--demo-password", HostSettings.ShortestPassword));
            }
        });
        var noDemo = new Option<bool>("--no-demo") { Description = Texts.CommandNoDemo };
        var studio = new Option<bool>("--elsa-studio") { Description = Texts.CommandElsaStudio };
        var root = new RootCommand(Texts.CommandRoot) { password, noDemo, studio };
        root.SetAction((result, cancellation) => RunAsync(
            settings with { DemoPassword = result.GetValue(password) ?? settings.DemoPassword, WithDemo = !result.GetValue(noDemo) },
            result.GetValue(studio),
            cancellation));
        return root;
    }

    private static async Task<int> RunAsync(HostSettings settings, bool withStudio, CancellationToken cancellation)
    {
        if (withStudio)
        {
            if (await StudioPackage.InstallAsync(settings.DataFolder, Console.Error, cancellation) is not { } studio)
            {
                return CommandLine.Failed;
            }

            settings = settings with { StudioFolder = studio };
        }

        await using var app = WebHost.Create(settings);
        try
        {
            return await ServeAsync(app, settings, cancellation);
        }
        catch (Exception failure) when (ProductCommand.StoreRefusal(app.Services, failure) is { } refusal)
        {
            await Console.Error.WriteLineAsync(refusal);
            return CommandLine.Failed;
        }
    }

    private static async Task<int> ServeAsync(WebApplication app, HostSettings settings, CancellationToken cancellation)
    {
        if (settings.WithDemo)
        {
            Console.WriteLine(Texts.ServePreparing);
            await app.Services.GetRequiredService<DemoTenant>().InstallAsync(cancellation);
        }

        try
        {
            await app.StartAsync(cancellation);
        }
        catch (IOException failure) when (IsInUse(failure))
        {
            await Console.Error.WriteLineAsync(Texts.ErrorAddressInUse.With(settings.Urls));
            return CommandLine.Failed;
        }

        await WelcomeAsync(app, settings, cancellation);
        await app.WaitForShutdownAsync(cancellation);
        return CommandLine.Done;
    }

    private static async Task WelcomeAsync(WebApplication app, HostSettings settings, CancellationToken cancellation)
    {
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        Console.WriteLine(Texts.ServeAddress.With(string.Join(' ', addresses)));
        if (settings.StudioFolder is not null)
        {
            Console.WriteLine(Texts.ServeStudio.With(addresses.FirstOrDefault()?.TrimEnd('/') + StudioRoutes.Root));
        }

        Console.WriteLine(Texts.ServeData.With(settings.DataFolder));
        if (settings.WithDemo)
        {
            var demo = app.Services.GetRequiredService<DemoTenant>();
            var people = await demo.PeopleAsync(cancellation);
            Console.WriteLine(await demo.IsPasswordAsync(people, cancellation)
                ? Texts.ServeDemo.With(DemoTenant.Id, settings.DemoPassword)
                : Texts.ServeDemoOtherPassword.With(DemoTenant.Id));
            foreach (var person in people)
            {
                Console.WriteLine($"  {person.Login,-14} {person.Name}");
            }
        }

        Console.WriteLine(Texts.ServeStop);
    }

    private static bool IsInUse(Exception? failure) =>
        failure is SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse } || (failure is not null && IsInUse(failure.InnerException));
}
