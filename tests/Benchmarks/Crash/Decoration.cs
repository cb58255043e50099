using Microsoft.Extensions.DependencyInjection;

namespace LowCode.Tests.Benchmarks.Crash;

/// <summary>Puts something around a port that is registered already.</summary>
internal static class Decoration
{
    public static void Decorate<T>(this IServiceCollection services, Func<T, IServiceProvider, T> around)
        where T : class
    {
        var inner = services.Last(s => s.ServiceType == typeof(T));
        services.Remove(inner);
        services.AddSingleton(provider => around(
            (T)(inner.ImplementationFactory?.Invoke(provider) ?? ActivatorUtilities.CreateInstance(provider, inner.ImplementationType!)), provider));
    }
}
