using LowCode.Definitions;
using LowCode.Storage.Attachments;
using LowCode.Storage.Cases;
using LowCode.Storage.Contents;
using LowCode.Storage.Databases;
using LowCode.Storage.Records;
using LowCode.Storage.Tasks;
using LowCode.Work.Instances;

namespace LowCode.Storage.Instances;

/// <summary>Bursts statement by statement: each is a write of its own, within a savepoint of the transaction that it shares.</summary>
internal sealed class SavepointBursts(IDatabase database) : IBurstWriter
{
    public Task<BurstVerdict> CommitAsync(BurstCommit burst, CancellationToken cancellation) =>
        database.WriteAsync(burst.Tenant, session => Write(session, burst), cancellation);

    private static BurstVerdict Write(WriteSession session, BurstCommit burst)
    {
        if (!InstanceRows.Write(session, burst.Tenant, burst.Instance))
        {
            return session.Refuse(BurstVerdict.FenceLost.Instance);
        }

        if (!BookmarkRows.Consume(session, burst))
        {
            return session.Refuse(BurstVerdict.BookmarkGone.Instance);
        }

        if (burst.Message is { } message && InboxRows.Note(session, burst, message) is { } handled)
        {
            return session.Refuse(new BurstVerdict.Duplicate(handled.Result));
        }

        foreach (var child in burst.Children)
        {
            if (!InstanceRows.Write(session, child.Tenant, child.Instance))
            {
                return session.Refuse(BurstVerdict.FenceLost.Instance);
            }
        }

        if (ActivationRows.FirstRefused(session, burst) is { } notAlone)
        {
            return session.Refuse(notAlone);
        }

        string? number = null;
        if (burst.Case is { } caseWrite)
        {
            if (CaseRows.FindOfSource(session, burst.Tenant, caseWrite) is { } known)
            {
                return session.Refuse(new BurstVerdict.SourceTaken(known));
            }

            if (!CaseRows.TryWrite(session, burst.Tenant, caseWrite, out number))
            {
                return session.Refuse(BurstVerdict.FenceLost.Instance);
            }

            if (caseWrite.Slots is { } slots)
            {
                RecordRows.Write(session, burst.Tenant, caseWrite.Record.Row, slots);
            }
        }

        if (AttachmentRows.FirstRefused(session, burst) is { } refused)
        {
            return session.Refuse(new BurstVerdict.AttachmentRefused(refused));
        }

        if (ContentRows.FirstRefused(session, burst) is { } gone)
        {
            return session.Refuse(new BurstVerdict.ContentRefused(gone));
        }

        if (burst.Completion is { } completion && !TaskRows.TryComplete(session, burst, completion))
        {
            return session.Refuse(BurstVerdict.BookmarkGone.Instance);
        }

        BookmarkRows.Close(session, burst);
        CaseEventRows.Write(session, burst);
        foreach (var one in burst.All)
        {
            InstanceRows.WriteJournal(session, one);
            BookmarkRows.Open(session, one);
            TaskRows.Open(session, one);
            InboxRows.WriteOutbox(session, one);
        }

        return new BurstVerdict.Committed(burst.Instance.Version, number, InboxRows.Waiting(session, burst));
    }
}
