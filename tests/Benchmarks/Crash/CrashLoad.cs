using LowCode.Work.Failpoints;
using Microsoft.AspNetCore.Http;

namespace LowCode.Tests.Benchmarks.Crash;

/// <summary>Counts the requests in the process that is killed, and sees to it that it ends while there are many.</summary>
internal sealed class CrashLoad
{
    /// <summary>More than what is demanded, as some answers are on their way when the process ends.</summary>
    private const int Enough = 24;

    private int _inFlight;
    private volatile bool _isToEnd;

    private bool IsEnough => Volatile.Read(ref _inFlight) >= Enough;

    /// <summary>From now on only passages under load count; what a process takes up when it starts comes before the load.</summary>
    public void Guard() => Failpoint.Counts = point => CrashPoints.IsOfStart(point) || IsEnough;

    public async Task CountAsync(HttpContext context, RequestDelegate next)
    {
        Interlocked.Increment(ref _inFlight);
        EndIfDue();
        context.Response.OnCompleted(() =>
        {
            Interlocked.Decrement(ref _inFlight);
            return Task.CompletedTask;
        });
        await next(context);
    }

    /// <summary>Ends the process at the first moment under load.</summary>
    public Task EndAsync(HttpContext context)
    {
        _isToEnd = true;
        EndIfDue();
        return Task.Delay(Timeout.Infinite, context.RequestAborted);
    }

    private void EndIfDue()
    {
        if (_isToEnd && IsEnough)
        {
            Failpoint.End();
        }
    }
}
