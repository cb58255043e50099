using LowCode.Work.DeadLetters;

namespace LowCode.Work.WakeUps;

/// <summary>Whoever an effect is for refuses it; another try may find him willing.</summary>
internal sealed class UndeliveredException(Rejection rejection) : Exception(rejection.Message)
{
    /// <summary>As a dead letter keeps it.</summary>
    public string Kept => KeptReason.Of(rejection);
}
