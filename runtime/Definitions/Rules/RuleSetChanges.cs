namespace LowCode.Definitions.Rules;

/// <summary>How a published rule set is changed.</summary>
public enum RuleSetChanges
{
    /// <summary>Administrators publish what they like.</summary>
    Direct,

    /// <summary>Only what one person made and another one checked, as a process publishes it. A template may bring another version.</summary>
    Checked,
}
