namespace LowCode.Tests.Contract.Attachments;

/// <summary>Gives its bytes only when it is told to.</summary>
internal sealed class PausingStream(byte[] content) : MemoryStream(content)
{
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _goesOn = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Asked => _asked.Task;

    public void GoOn() => _goesOn.SetResult();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _asked.TrySetResult();
        await _goesOn.Task.WaitAsync(cancellationToken);
        return await base.ReadAsync(buffer, cancellationToken);
    }
}
