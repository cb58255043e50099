namespace LowCode.Portal.Cases;

/// <summary>What is odd about a case or one of its steps, in words.</summary>
public static class CaseFlags
{
    /// <summary>Null: nothing that people should be told.</summary>
    public static string? Text(string flag) => flag switch
    {
        "time-before-predecessor" => Texts.FlagTimeBeforePredecessor,
        "incident" => Texts.FlagIncident,
        _ => null,
    };
}
