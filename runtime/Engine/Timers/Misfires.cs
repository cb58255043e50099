using LowCode.Definitions.Values;
using LowCode.Definitions.Workflows;
using LowCode.Engine.Compilation;
using LowCode.Engine.Triggers;

namespace LowCode.Engine.Timers;

/// <summary>How policies are read and applied.</summary>
public static class Misfires
{
    /// <summary>A timer is not late before this: looks are a second apart, and a start takes its time.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(1);

    public static bool IsMissed(DateTimeOffset due, DateTimeOffset now) => now - due > Grace;

    internal static Misfire Read(ActivityDefinition activity, CompilationNotes notes)
    {
        if (activity.Json.Member("customProperties")?.Member("misfire") is not { } written)
        {
            return Misfire.FireOnce;
        }

        if (Enum.TryParse<Misfire>(written.ToString(), ignoreCase: true, out var misfire) && Enum.GetNames<Misfire>().Contains(misfire.ToString(), StringComparer.Ordinal))
        {
            return misfire;
        }

        notes.Problem($"{activity.Path}/customProperties/misfire", "workflow.misfire", activity.Id, string.Join(", ", Enum.GetNames<Misfire>()), written.ToString());
        return Misfire.FireOnce;
    }
}
