namespace LowCode.Definitions.Rules;

/// <summary>What numbers of rules and screened documents may be, so that sums over lines and products stay exact in whole numbers.</summary>
public static class RuleNumber
{
    public const int Places = 4;

    /// <summary>Numbers are smaller than this in size.</summary>
    public const decimal Limit = 10_000_000_000_000m;
}
