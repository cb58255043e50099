using LowCode.Definitions;
using LowCode.Work.People;

namespace LowCode.Work.Cases;

/// <summary>What signed-in people may read of cases.</summary>
public sealed class ReadCases
{
    public Task<Page<CaseRow>> SearchAsync(Actor actor, CaseSearch search, PageRequest page, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<Result<CaseDetails>> GetAsync(Actor actor, string number, CancellationToken cancellation) =>
        throw new NotSupportedException();
}

/// <summary>What the public may know of a case whose number and reporter's phone it knows. Says the same for a wrong number and a wrong phone.</summary>
public sealed class LookUpCase
{
    public Task<Result<PublicCase>> HandleAsync(TenantId tenant, string number, string phone, CancellationToken cancellation) =>
        throw new NotSupportedException();
}

public sealed record PublicCase(string Number, string Title, string StatusText, DateTimeOffset CreatedAt, DateTimeOffset? ClosedAt, IReadOnlyList<PublicCaseEvent> Timeline);

public sealed record PublicCaseEvent(DateTimeOffset At, string Text);
