using System.Collections.Concurrent;
using LowCode.Host;
using LowCode.Scheduling;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Quartz;
using Xunit;

namespace LowCode.Tests.Component.Http;

/// <summary>How a host ends: in order when it is told to stop, and no worse where it is only disposed, as after a start that failed.</summary>
public sealed class HostEndTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("lowcode-end-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Scheduler_has_ended_before_its_services_are_disposed(bool isStopped)
    {
        using var lines = new Lines();
        var schedulers = new List<IScheduler>();
        for (var round = 0; round < 5; round++)
        {
            var settings = new HostSettings { DataFolder = Path.Combine(_folder, $"{round}"), WithDemo = false };
            await using var app = WebHost.Create(settings, builder =>
            {
                builder.WebHost.UseTestServer();
                builder.Logging.AddProvider(lines);
            });
            await app.StartAsync(Cancellation);
            schedulers.Add(app.Services.GetRequiredService<SystemScheduler>().Scheduler!);
            if (isStopped)
            {
                await app.StopAsync(Cancellation);
            }
        }

        Assert.Equal(5, schedulers.Count);
        Assert.All(schedulers, s => Assert.Equal(SchedulerStatus.Shutdown, s.Status));
        Assert.Empty(lines.All);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>Errors that the host logs.</summary>
    private sealed class Lines : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> All { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                All.Enqueue($"{formatter(state, exception)} {exception}");
            }
        }

        public void Dispose()
        {
        }
    }
}
