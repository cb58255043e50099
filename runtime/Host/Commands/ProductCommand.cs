using LowCode.Definitions;
using LowCode.FormUi;
using LowCode.Storage;
using LowCode.Work;
using LowCode.Work.People;
using LowCode.Work.Stores;

namespace LowCode.Host.Commands;

/// <summary>What commands that ask use cases have in common. They may run while the server does.</summary>
internal static class ProductCommand
{
    public static async Task<int> RunAsync(HostSettings settings, Func<IServiceProvider, Task<int>> run)
    {
        await using var services = new ServiceCollection()
            .AddLogging(logs => logs.AddConsole().SetMinimumLevel(LogLevel.Warning))
            .AddProduct(settings)
            .BuildServiceProvider();
        try
        {
            return await run(services);
        }
        catch (Exception failure) when (StoreRefusal(services, failure) is { } refusal)
        {
            await Console.Error.WriteLineAsync(refusal);
            return CommandLine.Failed;
        }
    }

    /// <summary>What is wrong with the store, for whoever runs the program; null: the failure is not the store's.</summary>
    public static string? StoreRefusal(IServiceProvider services, Exception failure) => failure is NewerDatabaseException newer
        ? Texts.ErrorDatabaseNewer.With(newer.Database, newer.Found, newer.Known)
        : services.GetRequiredService<StoreState>().Refusal(failure)?.Message;

    /// <summary>Whoever may run commands on this machine, by the name that the machine knows them by.</summary>
    public static Actor ActorOf(TenantId tenant) => Actor.System(tenant) with { Login = $"shell/{Environment.UserName}" };

    public static int Print(string text)
    {
        Console.WriteLine(text);
        return CommandLine.Done;
    }

    public static async Task<int> RefuseAsync(Rejection rejection)
    {
        await Console.Error.WriteLineAsync(rejection.Message);
        return CommandLine.Failed;
    }
}
