using LowCode.Work.Instances;
using Microsoft.Extensions.DependencyInjection;

namespace LowCode.Tests.Benchmarks.Crash.Mutations;

/// <summary>Faults that are built into the killed process on purpose, to show that the battery sees them.</summary>
internal static class Mutation
{
    public const string EarlyAnswer = "early-answer";
    public const string LooseBookmark = "loose-bookmark";

    public static void Apply(CrashHostOptions options, IServiceCollection services)
    {
        switch (options.Mutation)
        {
            case EarlyAnswer:
                services.Decorate<IBurstStore>((store, _) => new EarlyAnsweringStore(store));
                break;
            case LooseBookmark:
                services.Decorate<IBurstStore>((store, _) => new LooseBookmarkStore(store, CrashDatabase.Of(options)));
                break;
            case "":
                break;
            case var unknown:
                throw new ArgumentException($"Expected {EarlyAnswer}, {LooseBookmark} or nothing, but '{unknown}' came.");
        }
    }
}
