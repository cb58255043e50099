using LowCode.Definitions;

namespace LowCode.Work.Attachments;

/// <summary>
/// Port: the bytes, outside of the database. Content is received piece by piece, then kept: only what is kept can be opened. An object store
/// fits as well as a folder: pieces are its multipart upload, keeping completes it.
/// </summary>
public interface IAttachmentFiles
{
    /// <summary>How many bytes of it were received so far; 0 where there are none.</summary>
    long Received(TenantId tenant, string attachmentId);

    /// <summary>
    /// Adds what comes, until the stream ends or there are <paramref name="most"/> bytes in all. Where the stream breaks, what came before
    /// stays and the exception goes on. The bytes are on the disk when it returns.
    /// </summary>
    /// <param name="offset">Where the piece belongs.</param>
    /// <returns>How many bytes there are now; null: another piece is being added, or there are not <paramref name="offset"/> bytes.</returns>
    Task<long?> ReceiveAsync(TenantId tenant, string attachmentId, long offset, Stream content, long most, CancellationToken cancellation);

    /// <summary>What was received so far, to be looked at. Can be read from any place.</summary>
    Stream OpenReceived(TenantId tenant, string attachmentId);

    /// <summary>From now on it can be opened, and nothing can be added.</summary>
    void Keep(TenantId tenant, string attachmentId);

    /// <summary>Null: nothing of this id is kept. Can be read from any place.</summary>
    Stream? Open(TenantId tenant, string attachmentId);

    /// <summary>Keeps a small copy of a picture beside it.</summary>
    Task KeepSmallAsync(TenantId tenant, string attachmentId, ReadOnlyMemory<byte> copy, CancellationToken cancellation);

    /// <summary>Null: there is none.</summary>
    Stream? OpenSmall(TenantId tenant, string attachmentId);

    /// <summary>Ids of what was received or kept, and not touched since a time; of a share of all, because there may be very many.</summary>
    /// <param name="ending">Last two digits of the ids.</param>
    IReadOnlyList<string> Untouched(TenantId tenant, string ending, DateTimeOffset since);

    /// <summary>Removes all that there is of it. Nothing happens where there is nothing.</summary>
    void Delete(TenantId tenant, string attachmentId);
}
