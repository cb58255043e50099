namespace LowCode.Tests.Benchmarks.Crash;

/// <summary>What a battery counted.</summary>
internal sealed class CrashTotals
{
    /// <summary>Under load.</summary>
    public int Kills { get; private set; }

    /// <summary>Kills of a process that was still taking up what the one before had left.</summary>
    public int KillsAtStart { get; private set; }

    /// <summary>The fewest requests that were in flight at a kill under load.</summary>
    public int LeastInFlight { get; private set; } = int.MaxValue;

    public int Asked { get; private set; }

    public int Answered { get; private set; }

    public int Refused { get; private set; }

    public string? FirstRefusal { get; private set; }

    public double AnsweredShare => Asked == 0 ? 0 : (double)Answered / Asked;

    public int Instances { get; private set; }

    public int Effects { get; private set; }

    /// <summary>Effects that were sent again, with the same key.</summary>
    public int Resent { get; private set; }

    public TimeSpan TimerLateness { get; private set; }

    public List<TimeSpan> Restarts { get; } = [];

    public void Kill(CrashKill kill)
    {
        if (!kill.IsUnderLoad)
        {
            KillsAtStart++;
            return;
        }

        Kills++;
        LeastInFlight = Math.Min(LeastInFlight, kill.InFlight);
    }

    public void Take(CrashClient client, CrashChecker checker, Oracle oracle)
    {
        (Asked, Answered, Refused, FirstRefusal) = (client.Asked, client.Answered.Value, client.Refused, client.FirstRefusal);
        (Instances, Effects, Resent) = (checker.InstancesChecked, oracle.ReceivedKeys.Count, oracle.Resent);
        TimerLateness = checker.Lateness.Count == 0 ? TimeSpan.Zero : checker.Lateness.Order().ElementAt((int)((checker.Lateness.Count - 1) * 0.99));
    }
}
