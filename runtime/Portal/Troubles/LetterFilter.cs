using LowCode.Portal.Layout;
using LowCode.Work.DeadLetters;

namespace LowCode.Portal.Troubles;

public enum LetterState
{
    Open,
    Done,
    All,
}

public enum LetterSource
{
    Any,
    Outbox,
    Inbox,
}

/// <summary>What narrows the list of dead letters, as its address spells it.</summary>
/// <param name="Instance">Id; null: of all.</param>
public sealed record LetterFilter(LetterState State = LetterState.Open, LetterSource Source = LetterSource.Any, string? Instance = null)
{
    public bool IsUsual => this == new LetterFilter();

    /// <summary>Words that are no choice are as good as none.</summary>
    public static LetterFilter Of(string? state, string? source, string? instance) => new(
        AddressWord.Read(state, LetterState.Open), AddressWord.Read(source, LetterSource.Any), string.IsNullOrWhiteSpace(instance) ? null : instance);

    public DeadLetterSearch ToSearch() => new(
        Source switch { LetterSource.Outbox => "outbox", LetterSource.Inbox => "inbox", _ => null },
        Reason: null,
        Instance,
        State switch { LetterState.Open => true, LetterState.Done => false, _ => null });

    /// <summary>The address's query; what is as usual is left out.</summary>
    public Dictionary<string, object?> ToQuery() => new()
    {
        ["state"] = State == LetterState.Open ? null : State.ToString().ToLowerInvariant(),
        ["source"] = Source == LetterSource.Any ? null : Source.ToString().ToLowerInvariant(),
        ["instance"] = Instance,
    };
}
