namespace LowCode.Engine.State;

/// <summary>The executions of an instance in the order in which they began; adding and removing cost the same however many there are.</summary>
internal sealed class ExecutionList
{
    private ActivityExecution? _first;
    private ActivityExecution? _last;

    public int Count { get; private set; }

    public void Add(ActivityExecution execution)
    {
        execution.Previous = _last;
        if (_last is null)
        {
            _first = execution;
        }
        else
        {
            _last.Next = execution;
        }

        _last = execution;
        Count++;
    }

    public void Remove(ActivityExecution execution)
    {
        if (execution.Previous is null)
        {
            _first = execution.Next;
        }
        else
        {
            execution.Previous.Next = execution.Next;
        }

        if (execution.Next is null)
        {
            _last = execution.Previous;
        }
        else
        {
            execution.Next.Previous = execution.Previous;
        }

        execution.Next = execution.Previous = null;
        Count--;
    }

    public void Clear()
    {
        _first = _last = null;
        Count = 0;
    }

    public IEnumerable<ActivityExecution> All()
    {
        for (var e = _first; e is not null; e = e.Next)
        {
            yield return e;
        }
    }

    /// <summary>A copy, so that the list may change while it is read.</summary>
    public ActivityExecution[] OwnedBy(ActivityExecution owner) => [.. All().Where(e => e.Owner == owner)];
}
