using LowCode.Tests.Benchmarks;
using LowCode.Tests.Benchmarks.Crash;
using LowCode.Tests.Benchmarks.Dmn;
using LowCode.Tests.Benchmarks.Durable;
using LowCode.Tests.Benchmarks.Faults;
using LowCode.Tests.Benchmarks.Feel;
using LowCode.Tests.Benchmarks.FormImports;
using LowCode.Tests.Benchmarks.Forms;
using LowCode.Tests.Benchmarks.Fuzz;
using LowCode.Tests.Benchmarks.Http;
using LowCode.Tests.Benchmarks.IdleLoad;
using LowCode.Tests.Benchmarks.Kills;
using LowCode.Tests.Benchmarks.Power;
using LowCode.Tests.Benchmarks.Races;
using LowCode.Tests.Benchmarks.Rules;
using LowCode.Tests.Benchmarks.Screening;
using LowCode.Tests.Benchmarks.Timers;
using LowCode.Tests.Benchmarks.Upgrades;

if (args is [CrashHost.Command, ..])
{
    return await CrashHost.RunAsync(CrashHostOptions.Of(args));
}

if (args is [HttpHost.Command, ..])
{
    return await HttpHost.RunAsync(args);
}

IBenchmark[] benchmarks =
[
    new EngineBenchmark(),
    new ImportKillsBenchmark(),
    new CrashBenchmark(),
    new FaultsBenchmark(),
    new RacesBenchmark(),
    new PowerBenchmark(),
    new TimersBenchmark(),
    new IdleLoadBenchmark(),
    new KeepDatabaseBenchmark(),
    new DmnTckBenchmark(),
    new DecisionTableBenchmark(),
    new RulesBenchmark(),
    new RuleVerdictsBenchmark(),
    new RuleChecksBenchmark(),
    new FeelBenchmark(),
    new FeelFuzzBenchmark(),
    new FormsBenchmark(),
    new FormVerdictsBenchmark(),
    new FormScreenBenchmark(),
    new FormImportBenchmark(),
    new FuzzEngineBenchmark(),
    new HttpBenchmark(),
    new PublishLoadBenchmark(),
    new ScreeningHttpBenchmark(),
];

return await Runner.RunAsync(benchmarks, args);
