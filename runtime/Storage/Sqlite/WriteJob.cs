using LowCode.Storage.Databases;

namespace LowCode.Storage.Sqlite;

/// <summary>
/// Something to write. Its work may run twice where the transaction that it shared was lost, so it depends on nothing but its input
/// and the database; its answer is given only after the commit.
/// </summary>
internal abstract class WriteJob
{
    public abstract void Run(WriteSession session);

    public abstract void Answer();

    public abstract void Fail(Exception failure);

    internal sealed class Of<T>(Func<WriteSession, T> work) : WriteJob
    {
        private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T? _result;
        private Exception? _failure;

        public Task<T> Answered => _answer.Task;

        public override void Run(WriteSession session)
        {
            _failure = null;
            _result = work(session);
        }

        public override void Answer()
        {
            if (_failure is null)
            {
                _answer.TrySetResult(_result!);
            }
            else
            {
                _answer.TrySetException(_failure);
            }
        }

        public override void Fail(Exception failure) => _failure = failure;
    }
}
