using System.Runtime.CompilerServices;
using LowCode.Definitions.Releases;
using LowCode.Engine;
using LowCode.Engine.Composition;
using LowCode.Engine.State;
using LowCode.Engine.Stimuli;
using LowCode.Work.Cases;
using LowCode.Work.Changes;
using LowCode.Work.Contents;
using LowCode.Work.Failpoints;
using LowCode.Work.Nodes;
using LowCode.Work.Releases;
using LowCode.Work.Replies;
using LowCode.Work.Tenants;

namespace LowCode.Work.Instances;

/// <summary>Runs one command of an instance to its verdict: load, burst, commit; where another process was faster, once more.</summary>
internal sealed class BurstRunner(
    IBurstStore store,
    BurstComposer composer,
    PublishedDefinitions definitions,
    ContentLoading contentLoading,
    ICaseQueries cases,
    KnownTenants tenants,
    ChangeFeed changes,
    InstanceFeed instances,
    BurstReplies replies,
    INodeChannel nodes,
    WakeUpSignal signal,
    TimerAlarm alarm)
{
    /// <summary>A burst that loses its fence this often competes with more than another process.</summary>
    private const int Attempts = 30;

    /// <summary>Rounds of loading definitions before a burst: each loads what the burst asked for first.</summary>
    private const int MostLoads = 100;

    /// <returns>The outcome, and messages that bookmarks of the burst can take at once.</returns>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<(BurstOutcome Outcome, IReadOnlyList<WaitingMessage> Waiting)> RunAsync(
        Mailboxes.Mailbox mailbox,
        InstanceCommand command,
        CancellationToken cancellation)
    {
        var origin = command.Origin;
        var obstacles = new Dictionary<ActivationScope, InstanceId>();
        var contents = contentLoading.Of(origin.Tenant, origin.InstanceId);
        var loads = 0;
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            // A repeat gets the first answer. The commit itself looks for it, so here only what does not come to a commit asks.
            if (attempt > 0 && await RepeatedAsync(origin, cancellation) is { } repeated)
            {
                return (repeated, []);
            }

            var isFresh = mailbox.Loaded is null;
            if (isFresh && command is not (InstanceCommand.Start or InstanceCommand.Import) && await LoadAsync(mailbox, origin, cancellation) is { } unable)
            {
                return (await RepeatedAsync(origin, cancellation) ?? unable, []);
            }

            if (BookmarkOf(command) is { } bookmark && !mailbox.Loaded!.IsOpen(bookmark))
            {
                if (isFresh)
                {
                    return (await RepeatedAsync(origin, cancellation) ?? new BurstOutcome.Gone(), []);
                }

                // Another process may have opened it since this one looked.
                mailbox.Loaded = null;
                continue;
            }

            var verdict = await TryAsync(mailbox, command, obstacles, contents, cancellation);
            switch (verdict)
            {
                case Tried.Done { Outcome: BurstOutcome.Refused refused }:
                    return (await RepeatedAsync(origin, cancellation) ?? refused, []);
                case Tried.Done done:
                    return (done.Outcome, done.Waiting);
                case Tried.Again:
                    continue;
                case Tried.Wanting wanting:
                    // Nothing was lost to anybody, so this try does not count.
                    await wanting.LoadAsync(cancellation);
                    attempt -= wanting.IsNeverAskedAgain || ++loads < MostLoads ? 1 : 0;
                    continue;
            }
        }

        return (new BurstOutcome.Refused(Rejections.Conflict("instance.busy")), []);
    }

    /// <summary>Null: the message is new, or nothing could repeat it.</summary>
    private async Task<BurstOutcome?> RepeatedAsync(CommandOrigin origin, CancellationToken cancellation) =>
        origin.Message is { } key && await store.HandledAsync(origin.Tenant, key.Consumer, key.MessageId, cancellation) is { } handled
            ? new BurstOutcome.Repeated(handled.Result)
            : null;

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<Tried> TryAsync(
        Mailboxes.Mailbox mailbox, InstanceCommand command, Dictionary<ActivationScope, InstanceId> obstacles, LoadedContents contents, CancellationToken cancellation)
    {
        var loaded = mailbox.Loaded;

        // The engine works on the state in place: until the commit nothing is loaded.
        mailbox.Loaded = null;
        ComposedBurst burst;
        try
        {
            burst = await ComposeAsync(command, loaded, obstacles, contents, cancellation);
        }
        catch (CannotRunException cannot)
        {
            return new Tried.Done(new BurstOutcome.Refused(cannot.Rejection), []);
        }
        catch (DefinitionsNotLoadedException wanting)
        {
            return new Tried.Wanting(stop => definitions.LoadAsync(wanting, stop));
        }
        catch (ContentsNotLoadedException wanting)
        {
            return new Tried.Wanting(stop => contents.LoadAsync(wanting.ContentIds, stop)) { IsNeverAskedAgain = true };
        }

        var verdict = await store.CommitAsync(burst.Commit, cancellation);
        Failpoint.Pass("before-answer");
        switch (verdict)
        {
            case BurstVerdict.Committed committed:
                // Who has ended is not asked again.
                mailbox.Loaded = burst.Next.State.Status == InstanceStatus.Finished ? null : After(burst.Next, burst.Commit, committed);
                Announce(command.Origin, burst);
                replies.Committed(burst.Next.InstanceId, burst.Workflow, burst.Next.State, burst.Replies);
                return new Tried.Done(
                    new BurstOutcome.Committed(
                        burst.Next.InstanceId,
                        burst.Next.State.Status,
                        burst.Next.State.SubStatus,
                        burst.Commit.Message?.Result,
                        committed.CaseNumber),
                    committed.Waiting);
            case BurstVerdict.Duplicate duplicate:
                return new Tried.Done(new BurstOutcome.Repeated(duplicate.Result), []);
            case BurstVerdict.SourceTaken taken:
                return new Tried.Done(new BurstOutcome.SourceTaken(taken.CaseId), []);
            case BurstVerdict.ActivationRefused refused when refused.InstanceId == burst.Next.InstanceId.Value:
                return new Tried.Done(
                    new BurstOutcome.Refused(Rejections.Conflict("instance.not-alone", burst.Next.DefinitionId, refused.Obstacle)), []);
            case BurstVerdict.ActivationRefused refused:
                // A child may not start: the burst learns it and is run again.
                obstacles[refused.Scope] = new InstanceId(refused.Obstacle);
                return new Tried.Again();
            case BurstVerdict.AttachmentRefused refused:
                return new Tried.Done(new BurstOutcome.Refused(Rejections.Invalid("attachment.refused", refused.AttachmentId)), []);
            case BurstVerdict.ContentRefused refused:
                return new Tried.Done(new BurstOutcome.Refused(Rejections.Conflict("content.refused", refused.ContentId)), []);
            case BurstVerdict.FenceLost when command is InstanceCommand.Import:
                return new Tried.Done(new BurstOutcome.Refused(Rejections.Conflict("instance.exists", command.Origin.InstanceId)), []);
            case BurstVerdict.BookmarkGone or BurstVerdict.FenceLost:
                return new Tried.Again();
            case var other:
                throw new InvalidOperationException($"Expected a known verdict, but it is {other}.");
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<ComposedBurst> ComposeAsync(
        InstanceCommand command, LoadedInstance? loaded, Dictionary<ActivationScope, InstanceId> obstacles, LoadedContents contents, CancellationToken cancellation)
    {
        var origin = command.Origin;
        var start = command as InstanceCommand.Start;
        var (hash, revision) = command switch
        {
            InstanceCommand.Start begun => (begun.DefinitionHash, begun.ReleaseRevision),
            InstanceCommand.Import brought => (brought.DefinitionHash, brought.ReleaseRevision),
            _ => (new ContentHash(loaded!.DefinitionHash), loaded.ReleaseRevision),
        };
        var pinned = await definitions.AtAsync(origin.Tenant, revision, cancellation);
        var current = await definitions.CurrentAsync(origin.Tenant, cancellation);
        var world = new BurstWorld(
            await tenants.GetAsync(origin.Tenant, cancellation),
            await definitions.WorkflowAsync(origin.Tenant, hash, cancellation),
            pinned,
            current,
            new ReleaseWorkflows(origin.Tenant, pinned, current, definitions, obstacles))
        {
            Contents = contents,
            IsWaitingHere = replies.IsOfThisProcess,
        };
        return command switch
        {
            InstanceCommand.Start => composer.Start(start!, await InheritedAsync(start!, cancellation), world),
            InstanceCommand.Import import => BurstComposer.Import(import, world),
            InstanceCommand.CompleteTask complete => composer.Complete(complete, loaded!, world),
            InstanceCommand.Resume resume => composer.Continue(command, "resume", new Stimulus.Resume(resume.BookmarkId, resume.Payload?.DeepClone(), resume.Contents), loaded!, world),
            InstanceCommand.Cancel cancel => composer.Cancel(cancel, loaded!, world),
            InstanceCommand.Migrate migrate => composer.Migrate(
                migrate, await definitions.WorkflowAsync(origin.Tenant, migrate.DefinitionHash, cancellation), loaded!, world),
            InstanceCommand.Intervene intervene => composer.Intervene(intervene, loaded!, world),
            _ => throw new ArgumentOutOfRangeException(nameof(command), command, "Expected a known command."),
        };
    }

    private async Task<CaseRecord?> InheritedAsync(InstanceCommand.Start start, CancellationToken cancellation) => start.CaseId is not { } id
        ? null
        : await cases.FindAsync(start.Origin.Tenant, id, cancellation)
            ?? throw new InvalidOperationException($"Expected case {id} of {start.Origin.Tenant}, but there is none.");

    /// <summary>Null: it is loaded.</summary>
    private async Task<BurstOutcome?> LoadAsync(Mailboxes.Mailbox mailbox, CommandOrigin origin, CancellationToken cancellation)
    {
        if (await store.LoadAsync(origin.Tenant, origin.InstanceId, cancellation) is not { } stored)
        {
            return new BurstOutcome.UnknownInstance();
        }

        if (stored.IsQuarantined)
        {
            return new BurstOutcome.Refused(Rejections.Conflict("instance.quarantined"));
        }

        mailbox.Loaded = LoadedInstance.Of(stored);
        return null;
    }

    private static LoadedInstance After(LoadedInstance next, BurstCommit commit, BurstVerdict.Committed committed) =>
        commit.Case is { } write
            ? next with
            {
                SnapshotBytes = commit.Instance.Snapshot.Length,
                Case = write.Record with
                {
                    RowVersion = write.Record.RowVersion + 1,
                    Row = committed.CaseNumber is { } number ? write.Record.Row with { Number = number } : write.Record.Row,
                },
            }
            : next with { SnapshotBytes = commit.Instance.Snapshot.Length };

    private void Announce(CommandOrigin origin, ComposedBurst burst)
    {
        if (burst.Commit.Case is { } write)
        {
            changes.Publish(new CaseChanged(origin.Tenant, write.Record.Row.CaseId));
            nodes.Tell(new NodeSignal.Case(origin.Tenant, write.Record.Row.CaseId));
        }

        foreach (var commit in burst.Commit.All)
        {
            instances.Publish(new InstanceChanged(origin.Tenant, commit.Instance.InstanceId.Value));
        }

        foreach (var timer in burst.Commit.All.SelectMany(b => b.Timers))
        {
            alarm.Set(timer.DueAt);
        }

        if (burst.Commit.All.Any(b => b.Outbox.Count > 0))
        {
            signal.Raise();
            nodes.Tell(new NodeSignal.Effects());
        }
    }

    private static string? BookmarkOf(InstanceCommand command) => command switch
    {
        InstanceCommand.CompleteTask complete => complete.Task.BookmarkId,
        InstanceCommand.Resume resume => resume.BookmarkId,
        _ => null,
    };

    private abstract record Tried
    {
        public sealed record Done(BurstOutcome Outcome, IReadOnlyList<WaitingMessage> Waiting) : Tried;

        public sealed record Again : Tried;

        /// <summary>Something must be loaded first.</summary>
        public sealed record Wanting(Func<CancellationToken, Task> LoadAsync) : Tried
        {
            /// <summary>Each thing is asked for once: this comes to an end by itself.</summary>
            public bool IsNeverAskedAgain { get; init; }
        }
    }
}
