namespace LowCode.Engine.Stimuli;

/// <summary>The world as the burst sees it. The engine has no clock and no randomness of its own: a replay is nothing special.</summary>
/// <param name="Now">Time of the stimulus, UTC.</param>
/// <param name="Seed">Feeds the random numbers and GUIDs that scripts ask for.</param>
public readonly record struct BurstContext(DateTimeOffset Now, ulong Seed);
