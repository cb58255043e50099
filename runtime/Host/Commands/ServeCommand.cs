using System.Net.Sockets;
using LowCode.Host.Demo;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace LowCode.Host.Commands;

/// <summary>Serves people in browsers until the process is told to stop. A first start installs the demo tenant.</summary>
internal static class ServeCommand
{
    public static async Task<int> RunAsync(HostSettings settings, CancellationToken cancellation)
    {
        if (settings.Urls.Split(';').FirstOrDefault(u => !IsAddress(u)) is { } wrong)
        {
            await Console.Error.WriteLineAsync(Texts.Get("error.urls", wrong));
            return CommandLine.AskedWrongly;
        }

        await using var app = WebHost.Create(settings);
        var demo = app.Services.GetRequiredService<DemoTenant>();
        Console.WriteLine(Texts.Get("serve.preparing"));
        await demo.InstallAsync(cancellation);
        try
        {
            await app.StartAsync(cancellation);
        }
        catch (IOException failure) when (failure.InnerException is not null && IsInUse(failure))
        {
            await Console.Error.WriteLineAsync(Texts.Get("error.address-in-use", settings.Urls));
            return CommandLine.Failed;
        }

        await WelcomeAsync(app, demo, settings, cancellation);
        await app.WaitForShutdownAsync(cancellation);
        return CommandLine.Done;
    }

    private static async Task WelcomeAsync(WebApplication app, DemoTenant demo, HostSettings settings, CancellationToken cancellation)
    {
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        Console.WriteLine(Texts.Get("serve.address", string.Join(' ', addresses)));
        Console.WriteLine(Texts.Get("serve.data", settings.DataFolder));
        Console.WriteLine(Texts.Get("serve.demo", DemoTenant.Id, settings.DemoPassword));
        foreach (var person in await demo.PeopleAsync(cancellation))
        {
            Console.WriteLine($"  {person.Login,-14} {person.Name}");
        }

        Console.WriteLine(Texts.Get("serve.stop"));
    }

    private static bool IsAddress(string url) =>
        Uri.TryCreate(url.Replace("*", "localhost", StringComparison.Ordinal).Replace("+", "localhost", StringComparison.Ordinal), UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https";

    private static bool IsInUse(Exception? failure) =>
        failure is SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse } || (failure is not null && IsInUse(failure.InnerException));
}
