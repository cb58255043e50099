using System.Diagnostics;

namespace LowCode.Tests.Benchmarks.Kills;

/// <summary>The product's own process importing a file into a data folder; it can be killed as a power cut would.</summary>
internal sealed class KillableImport(string file, string mapping, string dataFolder)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(3);

    public ImportedData Data { get; } = new(dataFolder);

    /// <summary>Runs to the end.</summary>
    /// <exception cref="InvalidOperationException">The import failed; what it printed.</exception>
    public async Task FinishAsync(CancellationToken cancellation)
    {
        using var process = Start(out var output);
        await process.WaitForExitAsync(cancellation);
        if (process.ExitCode != 0)
        {
            throw Failed(process, await output);
        }
    }

    /// <summary>Starts, waits until so many cases are committed and a moment more, and kills (SIGKILL).</summary>
    /// <param name="moment">So that kills hit different places of a row's way.</param>
    /// <returns>Cases that were committed when it was killed; all of them where it came to its end before.</returns>
    /// <exception cref="InvalidOperationException">The import failed by itself; what it printed.</exception>
    public async Task<int> KillAsync(int cases, TimeSpan moment, CancellationToken cancellation)
    {
        using var process = Start(out var output);
        try
        {
            while (!process.HasExited && Data.Cases() < cases)
            {
                await Task.Delay(Look, cancellation);
            }

            await Task.Delay(moment, cancellation);
            var hasEnded = process.HasExited;
            process.Kill();
            await process.WaitForExitAsync(cancellation);
            if (hasEnded && process.ExitCode != 0)
            {
                throw Failed(process, await output);
            }

            return Data.Cases();
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }

    private static InvalidOperationException Failed(Process process, string output) =>
        new($"Expected the import to end with 0, but it ended with {process.ExitCode}:\n{output}");

    private Process Start(out Task<string> output)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { Path.Combine(AppContext.BaseDirectory, "LowCode.Host.dll"), "import", file, "--mapping", mapping })
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["LOWCODE_DATA"] = dataFolder;
        var process = Process.Start(start) ?? throw new InvalidOperationException("Expected the import to start, but it did not.");
        output = ReadAsync(process);
        return process;
    }

    private static async Task<string> ReadAsync(Process process) =>
        string.Concat(await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync()));
}
