using LowCode.Work.Texts;

namespace LowCode.Work.Stores;

/// <summary>
/// Whether the store works, as far as this process has noticed. Whoever sees a failure of it notes it here; screens and load balancers are
/// told, and <see cref="StoreWatch"/> takes it back when the cause is gone. Nothing waits for it: every command is tried.
/// </summary>
public sealed class StoreState(IStoreFaults faults, TimeProvider time)
{
    private readonly Lock _lock = new();
    private TaskCompletionSource _noted = New();
    private TaskCompletionSource _works = New();
    private StoreTrouble? _trouble;

    /// <summary>Raised on any thread when <see cref="Trouble"/> changed. Listeners must return at once.</summary>
    public event Action? Changed;

    /// <summary>Null: none that is known.</summary>
    public StoreTrouble? Trouble
    {
        get
        {
            lock (_lock)
            {
                return _trouble;
            }
        }
    }

    /// <summary>How long a caller should wait before it repeats what was refused.</summary>
    public static TimeSpan RetryAfter(StoreProblem problem) =>
        problem == StoreProblem.Unreachable ? TimeSpan.FromSeconds(5) : TimeSpan.FromSeconds(30);

    /// <summary>Names the problem, as rejections do: <c>store.full</c>.</summary>
    public static string CodeOf(StoreProblem problem) => problem switch
    {
        StoreProblem.Unreachable => "store.unreachable",
        StoreProblem.Full => "store.full",
        StoreProblem.ReadOnly => "store.read-only",
        StoreProblem.Failing => "store.failing",
        _ => throw new ArgumentOutOfRangeException(nameof(problem), problem, "Expected a known problem."),
    };

    /// <summary>For people, in the language of the current UI culture.</summary>
    public static string MessageOf(StoreProblem problem) => WorkTexts.Of(CodeOf(problem));

    /// <summary>Notes a failure that somebody met. Null: it is not the store's, so it is somebody's bug.</summary>
    public StoreProblem? Note(Exception failure)
    {
        if (faults.ProblemOf(failure) is not { } problem)
        {
            return null;
        }

        TaskCompletionSource noted;
        lock (_lock)
        {
            if (_trouble?.Problem == problem)
            {
                return problem;
            }

            _trouble = new StoreTrouble(problem, _trouble?.Since ?? time.GetUtcNow());
            noted = _noted;
        }

        noted.TrySetResult();
        Changed?.Invoke();
        return problem;
    }

    /// <summary>Like <see cref="Note"/>, as the refusal of a command. What was refused may be repeated under its operation id.</summary>
    public Rejection? Refusal(Exception failure) =>
        Note(failure) is { } problem ? new Rejection(RejectionKind.Unavailable, CodeOf(problem), MessageOf(problem)) { RetryAfter = RetryAfter(problem) } : null;

    /// <summary>Ends when there is trouble.</summary>
    internal Task NotedAsync()
    {
        lock (_lock)
        {
            return _noted.Task;
        }
    }

    /// <summary>Ends when the store works again after trouble; at once where there is none.</summary>
    internal Task WorksAsync()
    {
        lock (_lock)
        {
            return _trouble is null ? Task.CompletedTask : _works.Task;
        }
    }

    /// <summary>Somebody wrote and it was kept.</summary>
    internal void NoteWorks()
    {
        TaskCompletionSource works;
        lock (_lock)
        {
            if (_trouble is null)
            {
                return;
            }

            (_trouble, works) = (null, _works);
            (_noted, _works) = (New(), New());
        }

        works.TrySetResult();
        Changed?.Invoke();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
