namespace LowCode.Engine.Bursts;

/// <summary>Random numbers of a burst (SplitMix64, Steele et al. 2014): the same seed gives the same numbers on every machine.</summary>
internal sealed class BurstRandom(ulong seed)
{
    private ulong _state = seed;

    /// <summary>A generator that is made with it goes on where this one stands.</summary>
    public ulong State => _state;

    /// <summary>From 0 up to but not including 1.</summary>
    public double NextFraction() => (Next() >> 11) * (1.0 / (1UL << 53));

    public ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        var mixed = _state;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}
