using LowCode.Tests.Benchmarks;
using LowCode.Tests.Benchmarks.Durable;
using LowCode.Tests.Benchmarks.Kills;

IBenchmark[] benchmarks = [new EngineBenchmark(), new ImportKillsBenchmark()];

return await Runner.RunAsync(benchmarks, args);
