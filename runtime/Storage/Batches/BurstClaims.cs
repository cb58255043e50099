using LowCode.Storage.Postgres;
using LowCode.Work.Instances;
using Npgsql;

namespace LowCode.Storage.Batches;

/// <summary>What the winners of a batch consume or claim and others may have taken before: bookmarks, messages, tasks, records, photos, contents, numbers.</summary>
internal sealed class BurstClaims(FencedBursts fenced)
{
    private readonly IReadOnlyList<BurstCommit> _messages = [.. fenced.Winners.Where(b => b.Message is { WasWaiting: false })];
    private readonly IReadOnlyList<BurstCommit> _waiting = [.. fenced.Winners.Where(b => b.Message is { WasWaiting: true })];
    private readonly IReadOnlyList<BurstCommit> _completions = [.. fenced.Winners.Where(b => b.Completion is not null)];
    private readonly IReadOnlyList<BurstCommit> _newCases = [.. fenced.Winners.Where(b => b.Case?.NewNumber is not null)];
    private readonly IReadOnlyList<BurstCommit> _changedCases = [.. fenced.Winners.Where(b => b.Case is { NewNumber: null })];
    private readonly IReadOnlyList<BoundAttachment> _attachments =
        [.. fenced.Winners.SelectMany(b => b.Attachments.Distinct(StringComparer.Ordinal).Select(a => new BoundAttachment(b, a))).OrderBy(a => a.AttachmentId, StringComparer.Ordinal)];

    private readonly IReadOnlyList<TakenContent> _contents =
        [.. fenced.Winners.SelectMany(b => b.Contents.Distinct(StringComparer.Ordinal).Select(c => new TakenContent(b, c))).OrderBy(c => c.ContentId, StringComparer.Ordinal)];

    private readonly Dictionary<BurstCommit, string> _numbers = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<string> _bound = new(StringComparer.Ordinal);
    private readonly HashSet<string> _kept = new(StringComparer.Ordinal);
    private string? _knownCase;
    private int _consumed, _noted, _taken, _started, _completed, _changed;

    public bool AreAllHeld =>
        _consumed == fenced.Consumed.Count && _noted == _messages.Count && _taken == _waiting.Count && _completed == _completions.Count
        && _started == fenced.Children.Count && _changed == _changedCases.Count && _bound.Count == _attachments.Count && _kept.Count == _contents.Count && _knownCase is null;

    public IReadOnlyList<NumberedCase> NewCases => [.. _newCases.Select(b => new NumberedCase(b, _numbers[b]))];

    /// <summary>Null: the burst makes no new case.</summary>
    public string? NumberOf(BurstCommit burst) => _numbers.GetValueOrDefault(burst);

    public void AddTo(BatchStatements statements)
    {
        statements.Add(BookmarkTables.Delete, fenced.Consumed, _ => _consumed++);
        statements.Add(MessageTables.Insert, [.. _messages.OrderBy(b => (b.Message!.Consumer, b.Message.MessageId))], _ => _noted++);
        statements.Add(MessageTables.Take, _waiting, _ => _taken++);
        statements.Add(InstanceTables.Insert, fenced.Children, _ => _started++);
        statements.Add(CaseTables.OfSource, [.. _newCases.Where(b => b.Case!.Record.Source is not null)], row => _knownCase = row.GetString(0));
        statements.Add(CaseTables.Update, _changedCases, _ => _changed++);
        statements.Add(CaseTables.Bind, _attachments, row => _bound.Add(row.GetString(0)));
        statements.Add(ContentTables.Take, _contents, row => _kept.Add(row.GetString(0)));
        statements.Add(TaskTables.Complete, _completions, _ => _completed++);

        // Last: all new cases of a day queue for its counter until the commit.
        var wanted = _newCases
            .GroupBy(b => (Tenant: b.Tenant.Value, b.Case!.NewNumber!.Scope))
            .Select(g => new NumbersWanted(g.Key.Tenant, g.Key.Scope, g.Count()))
            .OrderBy(n => n.Tenant, StringComparer.Ordinal).ThenBy(n => n.Scope, StringComparer.Ordinal);
        statements.Add(CaseTables.Count, [.. wanted], row => Number(row.GetString(0), row.GetString(1), row.GetInt64(2)));
    }

    /// <summary>Why the only burst of the batch is refused, in the order of the fences.</summary>
    public async Task<BurstVerdict> RefusalAsync(NpgsqlConnection connection, PostgresDatabase database, CancellationToken cancellation)
    {
        var burst = fenced.Winners[0];
        if (_consumed < fenced.Consumed.Count)
        {
            return BurstVerdict.BookmarkGone.Instance;
        }

        if (_noted < _messages.Count || _taken < _waiting.Count)
        {
            string? result = null;
            var statements = new BatchStatements(database, connection);
            statements.Add(MessageTables.Handled, [burst], row => result = row.IsDBNull(0) ? null : row.GetString(0));
            await statements.RunAsync(cancellation);
            return new BurstVerdict.Duplicate(result);
        }

        if (_started < fenced.Children.Count)
        {
            return BurstVerdict.FenceLost.Instance;
        }

        if (_knownCase is not null)
        {
            return new BurstVerdict.SourceTaken(_knownCase);
        }

        if (_changed < _changedCases.Count)
        {
            return BurstVerdict.FenceLost.Instance;
        }

        return _attachments.FirstOrDefault(a => !_bound.Contains(a.AttachmentId)) is { } refused ? new BurstVerdict.AttachmentRefused(refused.AttachmentId)
            : _contents.FirstOrDefault(c => !_kept.Contains(c.ContentId)) is { } gone ? new BurstVerdict.ContentRefused(gone.ContentId)
            : BurstVerdict.BookmarkGone.Instance;
    }

    /// <summary>A number that is taken already (another pattern, the same text) is passed over.</summary>
    public async Task PassOverTakenNumbersAsync(NpgsqlConnection connection, PostgresDatabase database, CancellationToken cancellation)
    {
        while (NewCases is [var numbered])
        {
            var isTaken = false;
            var look = new BatchStatements(database, connection);
            look.Add(CaseTables.NumbersTaken, [numbered], _ => isTaken = true);
            await look.RunAsync(cancellation);
            if (!isTaken)
            {
                return;
            }

            var next = new BatchStatements(database, connection);
            next.Add(
                CaseTables.Count,
                [new NumbersWanted(numbered.Burst.Tenant.Value, numbered.Burst.Case!.NewNumber!.Scope, 1)],
                row => Number(row.GetString(0), row.GetString(1), row.GetInt64(2)));
            await next.RunAsync(cancellation);
        }
    }

    private void Number(string tenant, string scope, long last)
    {
        var cases = _newCases.Where(b => b.Tenant.Value == tenant && b.Case!.NewNumber!.Scope == scope).ToList();
        for (var i = 0; i < cases.Count; i++)
        {
            _numbers[cases[i]] = cases[i].Case!.NewNumber!.Spell(last - cases.Count + 1 + i);
        }
    }
}
