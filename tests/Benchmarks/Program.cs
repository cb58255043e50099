using LowCode.Tests.Benchmarks;
using LowCode.Tests.Benchmarks.Crash;
using LowCode.Tests.Benchmarks.Dmn;
using LowCode.Tests.Benchmarks.Durable;
using LowCode.Tests.Benchmarks.Feel;
using LowCode.Tests.Benchmarks.Fuzz;
using LowCode.Tests.Benchmarks.Kills;
using LowCode.Tests.Benchmarks.Rules;

if (args is [CrashHost.Command, ..])
{
    return await CrashHost.RunAsync(CrashHostOptions.Of(args));
}

IBenchmark[] benchmarks =
[
    new EngineBenchmark(),
    new ImportKillsBenchmark(),
    new CrashBenchmark(),
    new DmnTckBenchmark(),
    new DecisionTableBenchmark(),
    new RulesBenchmark(),
    new RuleVerdictsBenchmark(),
    new RuleChecksBenchmark(),
    new FeelBenchmark(),
    new FeelFuzzBenchmark(),
    new FuzzEngineBenchmark(),
];

return await Runner.RunAsync(benchmarks, args);
