
namespace LowCode.Engine.State;

/// <summary>How often the activities and connections of a running flowchart were visited, by index and by position.</summary>
internal sealed class CounterProgress(int start) : Progress
{
    public const byte SnapshotTag = 4;

    private int[] _activities = [];
    private int[] _connections = [];
    private bool[] _followed = [];

    /// <summary>Index of the activity that it began with.</summary>
    public int Start { get; } = start;

    protected override byte Tag => SnapshotTag;

    public int Visits(int activity) => activity < _activities.Length ? _activities[activity] : 0;

    public int VisitsOf(int connection) => connection < _connections.Length ? _connections[connection] : 0;

    /// <summary>Whether the last visit took the connection, or only passed it by.</summary>
    public bool WasFollowed(int connection) => connection < _followed.Length && _followed[connection];

    public void Visit(int activity)
    {
        Grow(ref _activities, activity);
        _activities[activity]++;
    }

    public void Visit(int connection, bool isFollowed)
    {
        Grow(ref _connections, connection);
        Grow(ref _followed, connection);
        _connections[connection]++;
        _followed[connection] = isFollowed;
    }

    public CounterProgress Copy() => new(Start) { _activities = [.. _activities], _connections = [.. _connections], _followed = [.. _followed] };

    /// <summary>The same counts where activities and connections stand elsewhere; -1: not there any more.</summary>
    public CounterProgress At(int start, Func<int, int> activities, Func<int, int> connections)
    {
        var moved = new CounterProgress(start);
        for (var i = 0; i < _activities.Length; i++)
        {
            if (_activities[i] > 0 && activities(i) is >= 0 and var activity)
            {
                Grow(ref moved._activities, activity);
                moved._activities[activity] = _activities[i];
            }
        }

        for (var i = 0; i < _connections.Length; i++)
        {
            if (_connections[i] > 0 && connections(i) is >= 0 and var connection)
            {
                Grow(ref moved._connections, connection);
                Grow(ref moved._followed, connection);
                (moved._connections[connection], moved._followed[connection]) = (_connections[i], _followed[i]);
            }
        }

        return moved;
    }

    public static CounterProgress ReadMembers(ref SnapshotReader reader)
    {
        var progress = new CounterProgress(reader.Count()) { _activities = new int[reader.Count()] };
        for (var i = 0; i < progress._activities.Length; i++)
        {
            progress._activities[i] = reader.Count();
        }

        progress._connections = new int[reader.Count()];
        progress._followed = new bool[progress._connections.Length];
        for (var i = 0; i < progress._connections.Length; i++)
        {
            var visits = reader.Count();
            progress._connections[i] = visits >> 1;
            progress._followed[i] = (visits & 1) == 1;
        }

        return progress;
    }

    protected override void WriteMembers(SnapshotWriter writer)
    {
        writer.Count(Start);
        var activities = Used(_activities);
        writer.Count(activities);
        for (var i = 0; i < activities; i++)
        {
            writer.Count(_activities[i]);
        }

        var connections = Used(_connections);
        writer.Count(connections);
        for (var i = 0; i < connections; i++)
        {
            writer.Count((_connections[i] << 1) | (_followed[i] ? 1 : 0));
        }
    }

    // Equal progress gives equal bytes, however the arrays grew.
    private static int Used(int[] counts) => Array.FindLastIndex(counts, c => c > 0) + 1;

    private static void Grow<T>(ref T[] array, int index)
    {
        if (index >= array.Length)
        {
            Array.Resize(ref array, Math.Max(index + 1, array.Length * 2));
        }
    }
}
