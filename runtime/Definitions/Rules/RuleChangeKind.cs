namespace LowCode.Definitions.Rules;

public enum RuleChangeKind
{
    /// <summary>A rule that the set does not have; it holds from the day of effect.</summary>
    Add,

    /// <summary>Another text from the day of effect on. What holds before stays as a rule of its own.</summary>
    Modify,

    /// <summary>The rule does not hold any more from the day of effect on.</summary>
    Stop,

    /// <summary>The day of effect becomes the rule's last day.</summary>
    Extend,

    /// <summary>Other values of a list, at once.</summary>
    List,

    /// <summary>Some values of a list more or fewer, at once: lists may be longer than anybody writes down.</summary>
    Entries,
}
