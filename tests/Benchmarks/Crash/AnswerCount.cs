namespace LowCode.Tests.Benchmarks.Crash;

/// <summary>Answers that came, and who waits until there are so many.</summary>
internal sealed class AnswerCount
{
    private readonly Lock _lock = new();
    private readonly List<(int Count, TaskCompletionSource Reached)> _waiting = [];

    public int Value { get; private set; }

    public void Add()
    {
        lock (_lock)
        {
            Value++;
            foreach (var (_, reached) in _waiting.Where(w => w.Count <= Value))
            {
                reached.TrySetResult();
            }

            _waiting.RemoveAll(w => w.Count <= Value);
        }
    }

    public Task ReachAsync(int count)
    {
        lock (_lock)
        {
            if (Value >= count)
            {
                return Task.CompletedTask;
            }

            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((count, reached));
            return reached.Task;
        }
    }
}
