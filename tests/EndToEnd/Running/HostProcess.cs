using System.Diagnostics;
using System.Text.RegularExpressions;

namespace LowCode.Tests.EndToEnd.Running;

/// <summary>The built host as its own process, on a data folder and a port of its own; the folder stays over restarts until it is disposed.</summary>
/// <param name="store">A PostgreSQL database; null: the file in the data folder.</param>
/// <param name="arguments">Of the command line.</param>
public sealed partial class HostProcess(string? store = null, params string[] arguments) : IAsyncDisposable
{
    private static readonly TimeSpan _startLimit = TimeSpan.FromMinutes(3);

    private readonly string _folder = Directory.CreateTempSubdirectory("lowcode-e2e-").FullName;
    private readonly List<string> _log = [];
    private Process? _process;

    /// <summary>Where it listens, as it printed it.</summary>
    public Uri Address { get; private set; } = new("http://localhost");

    public async Task StartAsync()
    {
        var started = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        var process = new Process { StartInfo = StartInfo(arguments), EnableRaisingEvents = true };
        process.OutputDataReceived += (_, line) => Note(line.Data, started);
        process.ErrorDataReceived += (_, line) => Note(line.Data, started);
        process.Exited += (_, _) => started.TrySetException(new InvalidOperationException("Expected a running host, but it ended:\n" + Log()));
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        _process = process;
        try
        {
            Address = await started.Task.WaitAsync(_startLimit);
        }
        catch (TimeoutException)
        {
            throw new InvalidOperationException("Expected the host to print its address, but it printed:\n" + Log());
        }
    }

    /// <summary>Another command of the product on the same data, beside the running host.</summary>
    public async Task CommandAsync(params string[] command)
    {
        using var process = Process.Start(StartInfo(command))!;
        var texts = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"Expected {string.Join(' ', command)} to succeed, but it ended with {process.ExitCode}:\n{string.Concat(texts)}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
            _process.Dispose();
        }

        Directory.Delete(_folder, recursive: true);
    }

    public string Log()
    {
        lock (_log)
        {
            return string.Join('\n', _log);
        }
    }

    private ProcessStartInfo StartInfo(string[] command)
    {
        var info = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _folder,
        };
        info.ArgumentList.Add(Places.HostAssembly);
        foreach (var argument in command)
        {
            info.ArgumentList.Add(argument);
        }

        info.Environment["LOWCODE_DATA"] = _folder;
        info.Environment["LOWCODE_URLS"] = "http://127.0.0.1:0";
        info.Environment["LOWCODE_STORE"] = store ?? "sqlite";
        return info;
    }

    private void Note(string? line, TaskCompletionSource<Uri> started)
    {
        if (line is null)
        {
            return;
        }

        lock (_log)
        {
            _log.Add(line);
        }

        if (AddressText().Match(line) is { Success: true } address)
        {
            started.TrySetResult(new Uri(address.Value));
        }
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex AddressText();
}
