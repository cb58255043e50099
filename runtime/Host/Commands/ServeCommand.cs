namespace LowCode.Host.Commands;

/// <summary>Serves people in browsers until the process is told to stop.</summary>
internal static class ServeCommand
{
    public static async Task<int> RunAsync(HostSettings settings, CancellationToken cancellation)
    {
        await using var app = WebHost.Create(settings);
        await app.RunAsync(cancellation);
        return 0;
    }
}
