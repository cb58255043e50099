using System.Diagnostics;
using LowCode.Tests.EndToEnd.Running;

namespace LowCode.Tests.EndToEnd.Commands;

/// <summary>What a command of the product printed, and how it ended.</summary>
internal sealed record ProductCommand(int ExitCode, string Output, string Errors)
{
    /// <summary>Runs the built product as <c>./run</c> does.</summary>
    public static async Task<ProductCommand> RunAsync(string folder, CancellationToken cancellation, params IEnumerable<string> arguments)
    {
        var info = new ProcessStartInfo("dotnet", [Places.HostAssembly, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        info.Environment["LOWCODE_DATA"] = folder;
        info.Environment["LOWCODE_LANG"] = "en";
        using var process = Process.Start(info) ?? throw new InvalidOperationException("Expected the product to start, but it did not.");
        var errors = process.StandardError.ReadToEndAsync(cancellation);
        var output = await process.StandardOutput.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        return new(process.ExitCode, output.TrimEnd(), (await errors).TrimEnd());
    }
}
