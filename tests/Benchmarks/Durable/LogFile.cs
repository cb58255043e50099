using System.Globalization;
using Microsoft.Extensions.Logging;

namespace LowCode.Tests.Benchmarks.Durable;

/// <summary>Lines in a file: what is logged costs what it costs a server whose output goes into a file.</summary>
internal sealed class LogFile(string path) : ILoggerProvider
{
    private readonly Lock _lock = new();
    private readonly StreamWriter _file = new(path, append: true);

    public ILogger CreateLogger(string categoryName) => new Category(this, categoryName);

    public void Dispose() => _file.Dispose();

    private void Write(string line)
    {
        lock (_lock)
        {
            _file.WriteLine(line);
        }
    }

    private sealed class Category(LogFile file, string name) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            file.Write(string.Create(CultureInfo.InvariantCulture, $"{TimeProvider.System.GetUtcNow():O} {logLevel} {name} {formatter(state, exception)} {exception}"));
    }
}
