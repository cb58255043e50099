using System.Collections.Concurrent;
using LowCode.Definitions;
using Microsoft.Extensions.Http.Resilience;
using Polly;

namespace LowCode.Host.Calls;

/// <summary>
/// How often a call is tried. Without resilience once, within 30 seconds. With it four times within 40 seconds at growing pauses, also after
/// answers that say "later" (408, 429, 5xx; Retry-After is kept), and not at all for a while where a host keeps failing. Each tenant and host
/// has a circuit of its own. The receiver knows repeats by the idempotency key.
/// </summary>
internal sealed class CallPipelines
{
    /// <summary>Less than the lease of an effect: nobody else may begin the same call meanwhile.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(40);

    private const int MostCircuits = 1_000;

    private static readonly ResiliencePipeline<HttpResponseMessage> _once =
        new ResiliencePipelineBuilder<HttpResponseMessage>().AddTimeout(TimeSpan.FromSeconds(30)).Build();

    private readonly ConcurrentDictionary<(TenantId, string), ResiliencePipeline<HttpResponseMessage>> _circuits = new();

    public ResiliencePipeline<HttpResponseMessage> For(TenantId tenant, string url, bool isResilient)
    {
        if (!isResilient)
        {
            return _once;
        }

        if (_circuits.Count >= MostCircuits)
        {
            _circuits.Clear();
        }

        return _circuits.GetOrAdd((tenant, new Uri(url).Authority), static _ => Resilient());
    }

    private static ResiliencePipeline<HttpResponseMessage> Resilient() => new ResiliencePipelineBuilder<HttpResponseMessage>()
        .AddTimeout(Longest)
        .AddRetry(new HttpRetryStrategyOptions
        {
            Delay = TimeSpan.FromMilliseconds(500),
            MaxDelay = TimeSpan.FromSeconds(10),
            ShouldHandle = args => ValueTask.FromResult(MayPass(args.Outcome)),
        })
        .AddCircuitBreaker(new HttpCircuitBreakerStrategyOptions { ShouldHandle = args => ValueTask.FromResult(MayPass(args.Outcome)) })
        .AddTimeout(TimeSpan.FromSeconds(15))
        .Build();

    private static bool MayPass(Outcome<HttpResponseMessage> outcome) =>
        outcome.Exception?.InnerException is not AddressRefusedException && HttpClientResiliencePredicates.IsTransient(outcome);
}
