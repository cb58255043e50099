using System.Threading.Channels;
using LowCode.Work.Nodes;
using Microsoft.Extensions.Logging;
using Npgsql;
using NpgsqlTypes;

namespace LowCode.Storage.Postgres;

/// <summary>
/// LISTEN and NOTIFY. Signals are sent after the commit, several at once and from a connection of their own: a NOTIFY inside a burst would
/// make all commits of the database queue. Where the database cannot be listened to (a pooler between) nothing is heard, and that is all.
/// </summary>
internal sealed partial class PostgresChannel : INodeChannel, IAsyncDisposable
{
    private const string Name = "lowcode";

    /// <summary>Signals of one statement; what is the same is sent once.</summary>
    private const int AtOnce = 200;

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private readonly PostgresDatabase _database;
    private readonly TimeProvider _time;
    private readonly ILogger<PostgresChannel> _log;
    private readonly string _node = Guid.NewGuid().ToString("N");
    private readonly CancellationTokenSource _stopping = new();
    private readonly Channel<NodeSignal> _outgoing =
        Channel.CreateBounded<NodeSignal>(new BoundedChannelOptions(4096) { SingleReader = true, FullMode = BoundedChannelFullMode.DropWrite });

    private readonly Lock _lock = new();
    private readonly List<Action<NodeSignal>> _listeners = [];
    private readonly Task _sending;
    private TaskCompletionSource _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _hearing = Task.CompletedTask;

    public PostgresChannel(PostgresDatabase database, TimeProvider time, ILogger<PostgresChannel> log)
    {
        _database = database;
        _time = time;
        _log = log;
        _sending = Task.Run(SendAsync);
    }

    /// <summary>Ends when signals of others are heard.</summary>
    internal Task Connected
    {
        get
        {
            lock (_lock)
            {
                return _connected.Task;
            }
        }
    }

    public bool IsAlone => false;

    public bool IsHeard => Connected.IsCompletedSuccessfully;

    public void Tell(NodeSignal signal) => _outgoing.Writer.TryWrite(signal);

    public IDisposable Listen(Action<NodeSignal> listener)
    {
        lock (_lock)
        {
            _listeners.Add(listener);
            if (_hearing.IsCompleted && !_stopping.IsCancellationRequested)
            {
                _hearing = Task.Run(HearAsync);
            }
        }

        return new Subscription(this, listener);
    }

    public async ValueTask DisposeAsync()
    {
        _outgoing.Writer.TryComplete();
        await _sending;
        await _stopping.CancelAsync();
        await _hearing;
        _stopping.Dispose();
    }

    private async Task SendAsync()
    {
        var signals = new HashSet<NodeSignal>();
        while (await _outgoing.Reader.WaitToReadAsync())
        {
            while (signals.Count < AtOnce && _outgoing.Reader.TryRead(out var signal))
            {
                signals.Add(signal);
            }

            try
            {
                await using var connection = await _database.OpenAsync(CancellationToken.None);
                await using var command = new NpgsqlCommand($"SELECT pg_notify('{Name}', w.payload) FROM unnest($1) AS w (payload)", connection);
                command.Parameters.Add(new NpgsqlParameter<string[]>
                {
                    TypedValue = [.. signals.Select(s => NodeMessage.Write(_node, s))],
                    NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text,
                });
                await command.ExecuteNonQueryAsync();
            }
#pragma warning disable CA1031 // A hint that is lost is found by looking.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                LogNotSent(failure, signals.Count);
            }

            signals.Clear();
        }
    }

    private async Task HearAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                await using var connection = await _database.OpenListenerAsync(_stopping.Token);
                connection.Notification += (_, heard) => Hear(heard.Payload);
                await using (var listen = new NpgsqlCommand($"LISTEN {Name}", connection))
                {
                    await listen.ExecuteNonQueryAsync(_stopping.Token);
                }

                Current().TrySetResult();
                while (true)
                {
                    await connection.WaitAsync(_stopping.Token);
                }
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // The database may be away; what was told meanwhile is found by looking.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                LogNotHeard(failure);
                Renew();
                await Task.Delay(RetryAfter, _time, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private TaskCompletionSource Current()
    {
        lock (_lock)
        {
            return _connected;
        }
    }

    private void Renew()
    {
        lock (_lock)
        {
            if (_connected.Task.IsCompleted)
            {
                _connected = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }
    }

    private void Hear(string payload)
    {
        if (NodeMessage.Read(payload) is not { } message || message.Node == _node)
        {
            return;
        }

        Action<NodeSignal>[] listeners;
        lock (_lock)
        {
            listeners = [.. _listeners];
        }

        foreach (var listener in listeners)
        {
            listener(message.Signal);
        }
    }

    private void Remove(Action<NodeSignal> listener)
    {
        lock (_lock)
        {
            _listeners.Remove(listener);
        }
    }

    [LoggerMessage(LogLevel.Debug, "{Count} signals to other nodes were not sent.")]
    private partial void LogNotSent(Exception failure, int count);

    [LoggerMessage(LogLevel.Warning, "Signals of other nodes are not heard; they are found by looking.")]
    private partial void LogNotHeard(Exception failure);

    private sealed class Subscription(PostgresChannel channel, Action<NodeSignal> listener) : IDisposable
    {
        public void Dispose() => channel.Remove(listener);
    }
}
