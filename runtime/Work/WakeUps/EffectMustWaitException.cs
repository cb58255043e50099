namespace LowCode.Work.WakeUps;

/// <summary>Whoever an effect is for cannot take it now, through no fault of the effect: it waits, and the try does not count.</summary>
internal sealed class EffectMustWaitException(string message, TimeSpan wait) : Exception(message)
{
    public TimeSpan Wait => wait;
}
