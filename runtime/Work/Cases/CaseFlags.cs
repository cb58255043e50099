namespace LowCode.Work.Cases;

/// <summary>What is odd about a case or a line of its timeline.</summary>
public static class CaseFlags
{
    /// <summary>A step was reported before the one that it follows; the case is left out of durations.</summary>
    public const string TimeBeforePredecessor = "time-before-predecessor";
}
