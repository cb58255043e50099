namespace LowCode.Tests.Contract.Attachments;

/// <summary>Gives its bytes and then breaks, as the body of a request does whose sender is gone.</summary>
internal sealed class BreakingStream(byte[] content) : MemoryStream(content)
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await base.ReadAsync(buffer, cancellationToken);
        return read > 0 ? read : throw new IOException("The connection was reset.");
    }
}
