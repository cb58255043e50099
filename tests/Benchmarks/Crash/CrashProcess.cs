using System.Diagnostics;
using System.Net.Sockets;

namespace LowCode.Tests.Benchmarks.Crash;

/// <summary>The process that is killed and started again, one life after the other.</summary>
internal sealed class CrashProcess(CrashHostOptions options) : IAsyncDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(10);
    private readonly Lock _lock = new();
    private TaskCompletionSource<Life> _ready = New();

    public Life? Current { get; private set; }

    /// <param name="failpoint">Where it ends itself; null: nowhere.</param>
    public async Task<Life> StartAsync(string? failpoint, CancellationToken cancellation)
    {
        var life = new Life(options, failpoint);
        Current = life;
        while (!await life.IsReadyAsync(cancellation))
        {
            if (life.Exited.IsCompleted && !life.EndedItself)
            {
                throw new InvalidOperationException($"Expected the process to start, but it ended with {life.ExitCode}:\n{await life.ErrorsAsync()}");
            }

            if (life.Exited.IsCompleted)
            {
                return life;
            }

            await Task.Delay(Look, cancellation);
        }

        life.ReadyAt = TimeProvider.System.GetUtcNow();
        lock (_lock)
        {
            _ready = _ready.Task.IsCompleted ? New() : _ready;
            _ready.SetResult(life);
        }

        return life;
    }

    /// <summary>The living process.</summary>
    public async Task<Life> ReadyAsync(CancellationToken cancellation)
    {
        Task<Life> ready;
        lock (_lock)
        {
            ready = _ready.Task;
        }

        return await ready.WaitAsync(cancellation);
    }

    /// <summary>Somebody saw that a life is over: who asks next waits for the one after it.</summary>
    public async Task NextAsync(Life life, CancellationToken cancellation)
    {
        await life.Exited.WaitAsync(cancellation);
        lock (_lock)
        {
            if (_ready.Task.IsCompletedSuccessfully && _ready.Task.Result == life)
            {
                _ready = New();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Current is { } life)
        {
            await life.DisposeAsync();
        }
    }

    private static TaskCompletionSource<Life> New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>From a start to a kill.</summary>
    internal sealed class Life : IAsyncDisposable
    {
        private const int Killed = 128 + 9;
        private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);
        private readonly Process _process;
        private readonly Task<string> _errors;
        private int _inFlight;
        private bool _wasKilled;

        public Life(CrashHostOptions options, string? failpoint)
        {
            var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
            foreach (var argument in options.ToArguments().Prepend(Path.Combine(AppContext.BaseDirectory, "LowCode.Tests.Benchmarks.dll")))
            {
                start.ArgumentList.Add(argument);
            }

            start.Environment["LOWCODE_FAILPOINT"] = failpoint ?? "";
            StartedAt = TimeProvider.System.GetUtcNow();
            _process = Process.Start(start) ?? throw new InvalidOperationException("Expected the process to start, but it did not.");
            _errors = ReadAsync(_process);
            Exited = _process.WaitForExitAsync();
            var socket = new UnixDomainSocketEndPoint(Path.Combine(options.Folder, CrashHost.SocketFile));
            Http = new HttpClient(new SocketsHttpHandler
            {
                ConnectCallback = async (_, cancellation) =>
                {
                    var client = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                    await client.ConnectAsync(socket, cancellation);
                    return new NetworkStream(client, ownsSocket: true);
                },
            })
            { BaseAddress = new Uri("http://localhost") };
        }

        public HttpClient Http { get; }

        public DateTimeOffset StartedAt { get; }

        public DateTimeOffset? ReadyAt { get; set; }

        public Task Exited { get; }

        public int Id => _process.Id;

        public int ExitCode => _process.ExitCode;

        /// <summary>Ended by its failpoint, not from here.</summary>
        public bool EndedItself => Exited.IsCompleted && !_wasKilled && ExitCode == Killed;

        /// <summary>Requests that it had taken and not answered when it ended.</summary>
        public int InFlight => _inFlight;

        public void CountInFlight() => Interlocked.Increment(ref _inFlight);

        /// <summary>From here.</summary>
        public bool WasKilled => _wasKilled;

        public Task<string> ErrorsAsync() => _errors;

        public async Task<bool> IsReadyAsync(CancellationToken cancellation)
        {
            try
            {
                using var answer = await Http.GetAsync("/ready", cancellation);
                return answer.IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        }

        /// <summary>It ends itself at a moment under load; killed from here where it does not.</summary>
        public async Task EndAsync(CancellationToken cancellation)
        {
            try
            {
                using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
                ended.CancelAfter(LongestWait);
                using var answer = await Http.PostAsync("/end", null, ended.Token);
            }
            catch (Exception gone) when (gone is HttpRequestException or IOException or OperationCanceledException && !cancellation.IsCancellationRequested)
            {
                await KillAsync();
            }
        }

        /// <summary>SIGKILL; false: it had ended before.</summary>
        public async Task<bool> KillAsync()
        {
            _wasKilled = !Exited.IsCompleted;
            _process.Kill();
            await Exited;
            return _wasKilled;
        }

        public async ValueTask DisposeAsync()
        {
            await KillAsync();
            _process.Dispose();
            Http.Dispose();
        }

        private static async Task<string> ReadAsync(Process process) =>
            string.Concat(await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync()));
    }
}
