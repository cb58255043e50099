using LowCode.Work.People;
using LowCode.Work.Troubles;
using Microsoft.Extensions.Logging;

namespace LowCode.Portal.Session;

/// <summary>How much waits for the administrator at this screen. Scoped: one a circuit; whoever resolves something has it read again.</summary>
public sealed partial class TroubleCount(CountTroubles count, ILogger<TroubleCount> log)
{
    /// <summary>Raised on the circuit that read it.</summary>
    public event Action? Changed;

    /// <summary>0 also where it is not known.</summary>
    public int Value { get; private set; }

    public async Task ReadAsync(Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!actor.IsAdministrator)
        {
            return;
        }

        try
        {
            Value = await count.HandleAsync(actor, CancellationToken.None);
        }
#pragma warning disable CA1031 // A badge must not take the page down; the page itself says what is broken.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            LogFailure(failure);
            Value = 0;
        }

        Changed?.Invoke();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Counting what waits for an administrator failed")]
    private partial void LogFailure(Exception exception);
}
