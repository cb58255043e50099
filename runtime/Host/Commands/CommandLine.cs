using System.CommandLine;

namespace LowCode.Host.Commands;

/// <summary>What this program can be asked to do; without a command it serves.</summary>
public static class CommandLine
{
    public static Task<int> RunAsync(string[] args)
    {
        var settings = HostSettings.FromEnvironment();
        var root = new RootCommand("LowCode");
        root.SetAction((_, cancellation) => ServeCommand.RunAsync(settings, cancellation));
        return root.Parse(args).InvokeAsync();
    }
}
